package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.schema.text.Bytes;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerifiedBootsTest {
    @TestFactory
    Stream<DynamicTest> everyEntryOfEveryListIsSoundAndLeadsToEveryBanksRegister() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String boot : Boots.ALL) {
            for (Path list : Boots.lists(boot)) {
                tests.add(DynamicTest.dynamicTest(boot + "/" + list.getFileName(), () -> isVerified(boot, list)));
            }
        }
        assertThat(tests).hasSize(36);
        return tests.stream();
    }

    private static void isVerified(String boot, Path list) throws Exception {
        // Given
        byte[] bytes = Files.readAllBytes(list);
        List<ExpectedRegister> registers = Boots.registers(boot);

        // When
        VerificationReport report = Boots.verify(bytes, Expectations.atEnd(registers));

        // Then
        String name = list.getFileName().toString();
        assertThat(report.problems()).isEmpty();
        assertThat(report.expected())
                .hasSize(2)
                .allMatch(RegisterResult::satisfied)
                .allMatch(result -> result.rule() == ExtensionRule.OWN_HASH);
        assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report.shape().ascii()).isEqualTo(name.startsWith("ascii"));
        assertThat(report.shape().bank()).isEqualTo(name.endsWith("256") ? Bank.SHA256 : Bank.SHA1);
        assertThat(report.shape().order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(report.bytes()).isEqualTo(bytes.length);
        assertThat(report.beginsWithBootAggregate()).isTrue();
        assertThat(report.violationCount()).isEqualTo(boot.startsWith("ima") ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ima-templates/custom",
                "ima-templates/ima",
                "ima-templates/ima-modsig",
                "ima-templates/ima-ng",
                "ima-templates/ima-ngv2",
                "ima-templates/ima-sig-sha512",
                "ima-templates/ima-sigv2",
                "linux-7.2-enriched",
                "linux-7.2-raw"
            })
    void anAsciiListHoldsTheSameEntriesAsTheBinaryOne(String boot) throws Exception {
        // When
        List<MeasurementEntry> ascii = entries(boot, "ascii_runtime_measurements_sha256");
        List<MeasurementEntry> binary = entries(boot, "binary_runtime_measurements_sha256");

        // Then
        assertThat(ascii).hasSameSizeAs(binary);
        for (int i = 0; i < ascii.size(); i++) {
            assertThat(ascii.get(i).bytes()).isEqualTo(binary.get(i).bytes());
            assertThat(ascii.get(i).format()).isEqualTo(binary.get(i).format());
            assertThat(ascii.get(i).register()).isEqualTo(10);
            assertThat(binary.get(i).number()).isEqualTo(i);
        }
        assertThat(binary.get(0).name()).isEqualTo(Bytes.utf8("boot_aggregate"));
    }

    private static List<MeasurementEntry> entries(String boot, String list) throws Exception {
        byte[] bytes = Boots.list(boot, list);
        return Boots.items(bytes).stream().map(MeasurementEntry.class::cast).toList();
    }
}
