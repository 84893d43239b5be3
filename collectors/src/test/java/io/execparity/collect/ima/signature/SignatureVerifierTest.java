package io.execparity.collect.ima.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.Corpus;
import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import io.execparity.collect.ima.MeasurementListVerifier;
import io.execparity.collect.ima.TemplateField;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.ima.signature.SignatureVerdict.Outcome;
import io.execparity.schema.text.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What evmctl and OpenSSL signed, and what they did not. */
final class SignatureVerifierTest {
    /** Before it a message has parts that nobody signs, such as its version. */
    private static final int SIGNATURE_AT_ITS_END = 64;

    @TestFactory
    Stream<DynamicTest> everySignatureIsWhatItsMakerSays() throws Exception {
        List<MeasurementEntry> entries = SignedList.entries(SignedList.bytes());
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] truth : SignedList.truth()) {
            MeasurementEntry entry = entries.get(Integer.parseInt(truth[0]));
            tests.add(DynamicTest.dynamicTest(truth[1], () -> isAsSaid(entry, truth)));
        }
        assertThat(tests).hasSameSizeAs(entries).hasSizeGreaterThan(60);
        return tests.stream();
    }

    private static void isAsSaid(MeasurementEntry entry, String[] truth) throws Exception {
        // When
        SignatureReport report = SignedList.verify(entry);

        // Then
        assertThat(entry.name()).isEqualTo(Bytes.utf8(truth[1]));
        switch (truth[2]) {
            case "none" -> {
                assertThat(report.unsigned()).isEqualTo(1);
                assertThat(report.counts()).isEmpty();
            }
            case "verified" -> {
                assertThat(report.count(Outcome.VERIFIED)).as("%s", report).isEqualTo(1);
                assertThat(report.findings()).isEmpty();
            }
            default -> {
                SignatureFinding finding = report.findings().get(0);
                assertThat(finding.verdict().outcome().word()).as("%s", report).isEqualTo(truth[2]);
                assertThat(finding.entry()).isEqualTo(Long.parseLong(truth[0]));
                assertThat(finding.verdict().why()).contains(truth[3].equals("-") ? "" : truth[3]);
            }
        }
        assertThat(report.holds()).isEqualTo(!truth[2].equals("bad"));
    }

    @Test
    void theListItselfIsSound() throws Exception {
        // When
        VerificationReport report = MeasurementListVerifier.verify(
                MeasurementListReader.open(new ByteArrayInputStream(SignedList.bytes())), Expectations.NONE);

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(report.entries()).isEqualTo(SignedList.truth().size());
    }

    /** Of a signature, of the digest that it is over, and of everything else that it covers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/signed/rsa-sha256",
                "/signed/ec",
                "/signed/verity-rsa",
                "/signed/verity-ec",
                "/signed/portable-rsa",
                "/signed/appended-rsa",
                "/signed/appended-ec-sha512-attributes"
            })
    void noSignatureHoldsWithAnyOfItsBytesChanged(String name) throws Exception {
        MeasurementEntry entry = SignedList.entry(name);
        assertThat(SignedList.verify(entry).count(Outcome.VERIFIED)).isEqualTo(1);
        List<TemplateField> covered = covered(entry);
        SignatureVerifier verifier = new SignatureVerifier(SignedList.keys());
        long tried = 0;
        for (TemplateField field : covered) {
            int length = Bytes.length(entry.field(field));
            int first = field == TemplateField.MODULE_SIGNATURE ? length - SIGNATURE_AT_ITS_END : 0;
            for (int i = first; i < length; i++) {
                // When
                verifier.add(ChangedEntry.of(entry, field, i));
                tried++;
            }
        }

        // Then
        assertThat(tried).isGreaterThan(100);
        assertThat(verifier.report().count(Outcome.VERIFIED)).isZero();
    }

    private static List<TemplateField> covered(MeasurementEntry entry) {
        List<TemplateField> fields = entry.format().fields();
        if (fields.contains(TemplateField.MODULE_SIGNATURE)) {
            return List.of(TemplateField.MODULE_DIGEST, TemplateField.MODULE_SIGNATURE);
        }
        if (fields.contains(TemplateField.EVM_SIGNATURE)) {
            return List.of(
                    TemplateField.DIGEST_NG,
                    TemplateField.EVM_SIGNATURE,
                    TemplateField.ATTRIBUTE_LENGTHS,
                    TemplateField.ATTRIBUTE_VALUES,
                    TemplateField.USER,
                    TemplateField.GROUP,
                    TemplateField.MODE);
        }
        return List.of(fields.get(0), TemplateField.SIGNATURE);
    }

    @Test
    void aViolationHasNothingThatASignatureCouldCover() throws Exception {
        // Given
        String zeros = "0".repeat(64);
        MeasurementEntry entry = SignedList.changed("/signed/rsa-sha256", "10 [0-9a-f]{64}", "10 " + zeros);

        // Then
        assertThat(entry.isViolation()).isTrue();
        assertThat(SignedList.verify(entry).count(Outcome.UNSUPPORTED)).isEqualTo(1);
    }

    @Test
    void ofManyTheFirstAreNamedAndAllAreCounted() throws Exception {
        // Given
        MeasurementEntry bad = SignedList.entry("/signed/other-ec");
        SignatureVerifier verifier = new SignatureVerifier(SignedList.keys());

        // When
        for (int i = 0; i < 150; i++) {
            verifier.add(bad);
        }
        verifier.add(SignedList.entry("/signed/stranger"));

        // Then
        assertThat(verifier.report().count(Outcome.BAD)).isEqualTo(150);
        assertThat(verifier.report().findings(Outcome.BAD)).hasSize(100);
        assertThat(verifier.report().findings(Outcome.UNKNOWN_KEY)).hasSize(1);
    }

    @Test
    void wherePublishedListsArePresentTheirSignaturesAreOfKeysThatNobodyGave() throws Exception {
        // Given
        Path list = Corpus.besideRepository("shared/corpus/public/keylime/ima-sig-with-signatures.ascii");
        if (!Files.isRegularFile(list)) {
            return;
        }
        SignatureVerifier verifier = new SignatureVerifier(SignedList.keys());

        // When
        SignedList.entries(Files.readAllBytes(list)).forEach(verifier::add);

        // Then
        assertThat(verifier.report().count(Outcome.UNKNOWN_KEY)).isEqualTo(2);
        assertThat(verifier.report().findings().get(0).verdict().why()).contains("f3452d23");
    }
}
