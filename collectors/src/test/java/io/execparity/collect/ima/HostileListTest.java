package io.execparity.collect.ima;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.Corpus;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test JVM has 768 MB: what took as much as a length claims would not come through. */
final class HostileListTest {
    private static final long FOREVER = 64L * 1024 * 1024;

    /** So many bytes of one kind. */
    private static final class Endless extends InputStream {
        private final byte[] pattern;
        private long left;

        Endless(long length, byte... pattern) {
            this.left = length;
            this.pattern = pattern;
        }

        @Override
        public int read() {
            return left-- > 0 ? pattern[0] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(target, offset, offset + count, pattern[0]);
            left -= count;
            return count;
        }
    }

    private static final byte[] SOUND = MadeList.of(Bank.SHA256)
            .measured("boot_aggregate", MadeList.file(0))
            .measured("/bin/sh", MadeList.file(1))
            .binary();

    /** Where the second entry's lengths are: of its template's name, its data, its digest and its own name. */
    @ParameterizedTest
    @ValueSource(ints = {36, 46, 50, 94})
    void lengthsThatNoEntryHasAreRefusedAndWhatFollowsIsRead(int place) {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x7FFF, 8 << 20, 0}) {
            // Given
            byte[] list = new byte[3 * SOUND.length];
            for (int i = 0; i < 3; i++) {
                System.arraycopy(SOUND, 0, list, i * SOUND.length, SOUND.length);
            }
            int second = SOUND.length;
            ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN).putInt(second + place, length);

            // When
            VerificationReport report = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> Boots.verify(list, Expectations.NONE));

            // Then
            assertThat(report.problems().get(0).entry()).isEqualTo(2);
            assertThat(report.entries()).isGreaterThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 10, ' ', '1', 'a', -1})
    void endlessBytesBehindAListEndInBoundedMemoryAndTime(byte filler) {
        for (byte[] sound : List.of(
                SOUND, MadeList.of(Bank.SHA256).measured("/x", MadeList.file(0)).ascii())) {
            // Given
            InputStream in = new SequenceInputStream(new ByteArrayInputStream(sound), new Endless(FOREVER, filler));

            // When
            VerificationReport report = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> MeasurementListVerifier.verify(MeasurementListReader.open(in), Expectations.NONE));

            // Then
            assertThat(report.bytes()).isEqualTo(FOREVER + sound.length);
            assertThat(report.problemCount()).isPositive();
            assertThat(report.problems()).hasSizeLessThanOrEqualTo(100);
        }
    }

    @Test
    void aListOfNothingButWrongHashesTakesTimeInProportion() {
        // Given
        MadeList list = MadeList.of(Bank.SHA256).measured("/x", MadeList.file(0));
        for (int i = 0; i < 50_000; i++) {
            list.measured("/bin/" + i, MadeList.file(i));
        }
        byte[] ascii = list.ascii();
        for (int i = 1000; i < ascii.length; i++) {
            ascii[i] = (byte) (ascii[i] == 'b' && ascii[i - 1] == '/' ? 'd' : ascii[i]);
        }

        // When
        VerificationReport report = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> Boots.verify(ascii, Expectations.NONE));

        // Then
        assertThat(report.entries()).isGreaterThan(50_000);
        assertThat(report.problemCount()).isGreaterThan(49_000);
    }

    @Test
    void wherePublishedListsArePresentTheyAreReadAsTheirAuthorsSay() throws Exception {
        // Given
        Path folder = Corpus.besideRepository("shared/corpus/public");
        if (!Files.isDirectory(folder)) {
            return;
        }
        ExpectedRegister quoted = ExpectedRegister.parse("sha1=9be6bac02bf18d09d17e726c2df00bca4e8831ea");

        // Then
        VerificationReport booted = verify(folder.resolve("ibmtss/sha1.log"), Expectations.atEnd(List.of(quoted)));
        assertThat(booted.verdict()).isEqualTo(VerificationReport.Verdict.VERIFIED);
        assertThat(booted.entries()).isEqualTo(362);
        VerificationReport mixed = verify(folder.resolve("ibmtss/imatest.log"), Expectations.NONE);
        assertThat(mixed.problems()).isEmpty();
        assertThat(mixed.entries()).isEqualTo(17);
        assertThat(mixed.violationCount()).isEqualTo(1);
        assertThat(verify(folder.resolve("rust-keylime/ascii_runtime_measurements"), Expectations.NONE)
                        .entries())
                .isEqualTo(826);
        for (String sound :
                List.of("ima-buf-dm", "ima-buf-keyrings", "ima-sig-with-signatures", "ima-valid-by-template")) {
            assertThat(verify(folder.resolve("keylime/" + sound + ".ascii"), Expectations.NONE)
                            .problems())
                    .as(sound)
                    .isEmpty();
        }
        assertThat(verify(folder.resolve("keylime/ima-sig-malformed.ascii"), Expectations.NONE)
                        .problemCount())
                .isEqualTo(1);
    }

    private static VerificationReport verify(Path list, Expectations expectations) throws Exception {
        return Boots.verify(Files.readAllBytes(list), expectations);
    }
}
