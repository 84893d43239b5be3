package io.execparity.collect.ima.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.TemplateField;
import io.execparity.collect.ima.signature.SignatureVerdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes a file's attributes, or the list, chooses every byte of a signature. */
final class HostileSignatureTest {
    private static final int ROUNDS = 4000;

    @TempDir
    private Path folder;

    /** Runs over its seeds; with JAZZER_FUZZ=1 in the environment it looks for inputs of its own. */
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreASignatureOfSomeKind(byte[] signature) throws Exception {
        for (String name : List.of("/signed/rsa-sha256", "/signed/portable-rsa", "/signed/appended-rsa")) {
            isJudged(SignedList.entry(name), signature);
        }
    }

    @Test
    void signaturesWithChangedBytesAndLengthsAreJudgedAndNeverVerifiedByChance() throws Exception {
        Random random = new Random(1);
        for (String name : List.of("/signed/ec", "/signed/portable-rsa", "/signed/appended-ec-sha512-attributes")) {
            MeasurementEntry entry = SignedList.entry(name);
            byte[] sound = entry.field(field(entry)).toArray();
            for (int i = 0; i < ROUNDS; i++) {
                byte[] changed = Arrays.copyOf(sound, 1 + random.nextInt(sound.length + 20));
                for (int j = random.nextInt(4); j >= 0; j--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                isJudged(entry, changed);
            }
        }
    }

    @Test
    void messagesThatNestWithoutEndOrClaimGigabytesAreBad() throws Exception {
        // Given
        MeasurementEntry entry = SignedList.entry("/signed/appended-rsa");
        for (int tag : new int[] {0x30, 0x31, 0xA0, 0x24, 0x60}) {
            for (int length : new int[] {0x80, 0x84, 0x7F, 0x81}) {
                byte[] message = new byte[200_000];
                for (int i = 0; i < message.length; i += 2) {
                    message[i] = (byte) tag;
                    message[i + 1] = (byte) length;
                }

                // When
                SignatureReport report = Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(10),
                        () -> SignedList.verify(ChangedEntry.of(entry, TemplateField.MODULE_SIGNATURE, message)));

                // Then
                assertThat(report.count(Outcome.BAD)).isEqualTo(1);
            }
        }
        byte[] tooLong = new byte[1_000_000];
        assertThat(SignedList.verify(ChangedEntry.of(entry, TemplateField.MODULE_SIGNATURE, tooLong))
                        .count(Outcome.UNSUPPORTED))
                .isEqualTo(1);
    }

    @Test
    void whatIsNoCertificateIsNamed() throws Exception {
        // Given
        Path text = Files.writeString(folder.resolve("notes.txt"), "no certificate");
        Path cut = Files.write(
                folder.resolve("cut.der"), Arrays.copyOf(Files.readAllBytes(SignedList.file("keys/ec384.der")), 200));
        Path empty = Files.createDirectory(folder.resolve("empty"));

        // Then
        assertThatThrownBy(() -> TrustedKeys.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("notes.txt");
        assertThatThrownBy(() -> TrustedKeys.read(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut.der");
        assertThatThrownBy(() -> TrustedKeys.read(empty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no certificate");
        assertThatThrownBy(() -> TrustedKeys.read(folder.resolve("absent"))).isInstanceOf(IOException.class);
        assertThat(SignedList.keys().size()).isEqualTo(5);
    }

    private static TemplateField field(MeasurementEntry entry) {
        List<TemplateField> fields = entry.format().fields();
        if (fields.contains(TemplateField.MODULE_SIGNATURE)) {
            return TemplateField.MODULE_SIGNATURE;
        }
        return fields.contains(TemplateField.EVM_SIGNATURE) ? TemplateField.EVM_SIGNATURE : TemplateField.SIGNATURE;
    }

    /** Verified is only what differs from the sound signature in nothing that is signed. */
    private static void isJudged(MeasurementEntry entry, byte[] signature) throws IOException {
        SignatureReport report = SignedList.verify(ChangedEntry.of(entry, field(entry), signature));
        byte[] sound = entry.field(field(entry)).toArray();
        long judged = report.unsigned();
        for (Outcome outcome : Outcome.values()) {
            judged += report.count(outcome);
        }
        assertThat(judged).isEqualTo(1);
        if (report.count(Outcome.VERIFIED) == 1) {
            assertThat(signature.length).isGreaterThanOrEqualTo(sound.length);
            assertThat(Arrays.copyOfRange(signature, sound.length - 64, sound.length))
                    .isEqualTo(Arrays.copyOfRange(sound, sound.length - 64, sound.length));
        }
    }
}
