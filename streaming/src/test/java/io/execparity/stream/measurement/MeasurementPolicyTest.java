package io.execparity.stream.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.stream.measurement.FileUse.Hook;
import io.execparity.stream.measurement.MeasurementPolicy.Answer;
import io.execparity.stream.measurement.MeasurementPolicy.Coverage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementPolicyTest {
    private static final FileUse ROOTS_ON_EXT4 = new FileUse("ext4", 0, 0);

    private static MeasurementPolicy policy(String... lines) throws IOException {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return MeasurementPolicy.read("policy", new ByteArrayInputStream(text));
    }

    @ParameterizedTest
    @CsvSource({
        "measure func=BPRM_CHECK, BPRM_CHECK, MEASURED",
        "measure func=BPRM_CHECK, FILE_CHECK, OMITTED",
        "measure func=FILE_CHECK mask=MAY_READ, FILE_CHECK, MEASURED",
        "measure func=FILE_CHECK mask=^MAY_READ, FILE_CHECK, MEASURED",
        "measure func=FILE_CHECK mask=MAY_WRITE, FILE_CHECK, OMITTED",
        "measure func=PATH_CHECK mask=MAY_READ, FILE_CHECK, MEASURED",
        "measure func=FILE_MMAP mask=MAY_EXEC, MMAP_CHECK, MEASURED",
        "measure, FILE_CHECK, MEASURED",
        "measure func=BPRM_CHECK fowner=0, BPRM_CHECK, MEASURED",
        "measure func=BPRM_CHECK fowner=1001, BPRM_CHECK, OMITTED",
        "measure func=BPRM_CHECK uid<1, BPRM_CHECK, MEASURED",
        "measure func=BPRM_CHECK uid>0, BPRM_CHECK, OMITTED",
        "measure func=BPRM_CHECK euid=0, BPRM_CHECK, UNKNOWN",
        "measure func=BPRM_CHECK obj_type=bin_t, BPRM_CHECK, UNKNOWN",
        "measure func=BPRM_CHECK fsmagic=0xef53, BPRM_CHECK, MEASURED",
        "measure func=BPRM_CHECK fsmagic=0x01021994, BPRM_CHECK, OMITTED",
        "measure func=BPRM_CHECK fsname=ext4 template=ima-sig pcr=11, BPRM_CHECK, MEASURED",
        "appraise func=BPRM_CHECK, BPRM_CHECK, OMITTED",
    })
    void aRuleIsAboutWhatItsConditionsSay(String rule, Hook hook, Coverage coverage) throws IOException {
        assertThat(policy(rule).ask(ROOTS_ON_EXT4, List.of(hook)).coverage()).isEqualTo(coverage);
    }

    @Test
    void theFirstRuleThatMatchesDecides() throws IOException {
        // Given
        MeasurementPolicy exempting = policy("# comment", "", "dont_measure fsmagic=0xEF53", "measure func=BPRM_CHECK");
        MeasurementPolicy measuring = policy("measure func=BPRM_CHECK", "dont_measure fsmagic=0xEF53");
        // When
        Answer exempt = exempting.ask(ROOTS_ON_EXT4, List.of(Hook.BPRM_CHECK));
        Answer measured = measuring.ask(ROOTS_ON_EXT4, List.of(Hook.BPRM_CHECK));
        // Then
        assertThat(exempt).isEqualTo(new Answer(Coverage.EXEMPT, "line 3, dont_measure fsmagic=0xEF53"));
        assertThat(measured.coverage()).isEqualTo(Coverage.MEASURED);
    }

    @Test
    void whatIsNotOnRecordMakesARuleDoubtfulAndNoMore() throws IOException {
        // Given
        FileUse nothingKnown = new FileUse(null, -1, -1);
        // When
        Answer doubtful = policy("dont_measure fsmagic=0xef53", "measure func=BPRM_CHECK")
                .ask(nothingKnown, List.of(Hook.BPRM_CHECK));
        Answer certain = policy("dont_measure fowner=7", "dont_measure func=BPRM_CHECK")
                .ask(nothingKnown, List.of(Hook.BPRM_CHECK));
        // Then
        assertThat(doubtful.coverage()).isEqualTo(Coverage.UNKNOWN);
        assertThat(certain.coverage()).isEqualTo(Coverage.EXEMPT);
    }

    @Test
    void oneHookThatMeasuresIsEnough() throws IOException {
        Answer answer =
                policy("measure func=CREDS_CHECK").ask(ROOTS_ON_EXT4, List.of(Hook.BPRM_CHECK, Hook.CREDS_CHECK));

        assertThat(answer.coverage()).isEqualTo(Coverage.MEASURED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permit everything",
                "measure fun=BPRM_CHECK",
                "measure func=NOPE",
                "measure uid=root",
                "measure fsmagic=ext4",
                "measure fowner=99999999999",
                "measure fsmagic=0x11111111111111111"
            })
    void aLineThatIsNoRuleIsNamed(String line) {
        assertThatThrownBy(() -> policy("measure func=BPRM_CHECK", line))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("policy, line 2: ");
    }

    @Test
    void aPolicyWithoutEndIsRefused() {
        byte[] endless = new byte[2 << 20];

        assertThatThrownBy(() -> MeasurementPolicy.read("policy", new ByteArrayInputStream(endless)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most");
    }
}
