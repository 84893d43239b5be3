package io.execparity.collect.ima.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.execparity.collect.Corpus;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.collect.ima.quote.QuoteReport.Outcome;
import io.execparity.schema.text.Bytes;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quotes that {@code make} beside them made, and what becomes of them when somebody changes them. */
final class HostileQuoteTest {
    private static final Optional<Bytes> NONCE = Optional.of(Bytes.utf8("execparity!"));

    @TempDir
    private Path folder;

    private static Path file(String name) throws URISyntaxException {
        return Path.of(HostileQuoteTest.class.getResource(name).toURI());
    }

    private static QuoteFiles files(String quote) throws URISyntaxException {
        Optional<Path> values = quote.equals("whole") ? Optional.of(file("whole/values")) : Optional.empty();
        return new QuoteFiles(file(quote + "/message"), file(quote + "/signature"), file(quote + "/key"), values);
    }

    private static VerificationReport list(QuoteReport quote) throws Exception {
        return Lists.verify(Files.readAllBytes(Corpus.file("linux-7.2-raw/ascii_runtime_measurements_sha256")), quote);
    }

    @Test
    void theQuotesVouchForTheListAndForItsBeginning() throws Exception {
        // When
        VerificationReport whole = list(Quote.read(files("whole")).verify(NONCE, List.of()));
        VerificationReport prefix = list(Quote.read(files("prefix")).verify(NONCE, List.of()));

        // Then
        assertThat(whole.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(whole.expected().get(0).reachedAfter()).hasValue(whole.entries());
        assertThat(prefix.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(prefix.composite().orElseThrow().reachedAfter()).hasValue(60);
        assertThat(prefix.composite().orElseThrow().later()).isEqualTo(prefix.entries() - 60);
    }

    /** The files in {@code bare} are of an RSA key of OpenSSL's; the signature begins 0016, as RSAPSS is numbered. */
    @Test
    void aBareSignatureThatBeginsLikeASchemeIsOneAllTheSame() throws Exception {
        // When
        QuoteReport report = Quote.read(files("bare")).verify(Optional.empty(), List.of());

        // Then
        assertThat(Files.readAllBytes(file("bare/signature"))).startsWith(0x00, 0x16);
        assertThat(report.outcome()).isEqualTo(Outcome.HOLDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "prefix", "bare"})
    void everyByteOfWhatWasSignedAndOfTheSignatureCounts(String name) throws Exception {
        QuoteFiles sound = files(name);
        byte[] message = Files.readAllBytes(sound.message());
        byte[] signature = Files.readAllBytes(sound.signature());
        for (int i = 0; i < 8 * message.length; i += 7) {
            Path changed = flipped(message, i);
            assertDoesNotHold(new QuoteFiles(changed, sound.signature(), sound.key(), sound.values()));
        }
        for (int i = 0; i < 8 * signature.length; i += 7) {
            Path changed = flipped(signature, i);
            assertDoesNotHold(new QuoteFiles(sound.message(), changed, sound.key(), sound.values()));
        }
    }

    private Path flipped(byte[] bytes, int bit) throws Exception {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return Files.write(folder.resolve("changed"), changed);
    }

    private static void assertDoesNotHold(QuoteFiles files) {
        try {
            assertThat(Quote.read(files).verify(NONCE, List.of()).outcome()).isEqualTo(Outcome.WRONG_SIGNATURE);
        } catch (UnusableQuoteException e) {
            assertThat(e).hasMessageContaining("changed");
        }
    }

    @Test
    void whatEndsTooSoonOrTooLateIsNamedWithItsPlace() throws Exception {
        QuoteFiles sound = files("whole");
        byte[] message = Files.readAllBytes(sound.message());
        for (int length = 0; length < message.length; length++) {
            // Given
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(message, length));

            // Then
            assertThatThrownBy(() -> Quote.read(new QuoteFiles(cut, sound.signature(), sound.key(), sound.values())))
                    .isInstanceOf(UnusableQuoteException.class)
                    .hasMessageContaining("cut: it is no quote: at byte");
        }
        Path longer = Files.write(folder.resolve("longer"), Arrays.copyOf(message, message.length + 1));
        assertThatThrownBy(() -> Quote.read(new QuoteFiles(longer, sound.signature(), sound.key(), sound.values())))
                .hasMessageContaining("1 bytes follow its end");
        Path huge = Files.write(folder.resolve("huge"), new byte[100_000]);
        assertThatThrownBy(() -> Quote.read(new QuoteFiles(sound.message(), sound.signature(), huge, sound.values())))
                .hasMessageContaining("longer than");
    }

    @Test
    void valuesThatNobodyQuotedProveNothing() throws Exception {
        QuoteFiles sound = files("whole");
        byte[] values = Files.readAllBytes(sound.values().orElseThrow());
        Random random = new Random(3);
        int held = 0;
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            // Given
            byte[] changed =
                    Arrays.copyOf(values, random.nextInt(8) == 0 ? random.nextInt(values.length) : values.length);
            for (int j = random.nextInt(3); j >= 0 && changed.length > 0; j--) {
                int place = random.nextInt(Math.min(changed.length, 360));
                changed[place] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(folder.resolve("values"), changed);

            // When
            QuoteReport report;
            try {
                report = Quote.read(new QuoteFiles(sound.message(), sound.signature(), sound.key(), Optional.of(file)))
                        .verify(NONCE, List.of());
            } catch (UnusableQuoteException e) {
                continue;
            }

            // Then
            if (report.holds()) {
                assertThat(list(report).verdict()).isEqualTo(Verdict.VERIFIED);
                held++;
            } else {
                assertThat(report.outcome()).isEqualTo(Outcome.WRONG_VALUES);
                refused++;
            }
        }
        // Some bytes are nobody's: what pads the structures, and places for banks that are not there.
        assertThat(held).isPositive();
        assertThat(refused).isGreaterThan(100);
    }

    @FuzzTest(maxDuration = "1m")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        Bytes input = Bytes.view(bytes);
        int read = 0;
        read += isRead(() -> Attestation.parse(input));
        read += isRead(() -> QuoteSignature.parse(input));
        read += isRead(() -> AttestationKey.parse(input));
        read += isRead(() -> RegisterValues.parse(input, List.of()));
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n" + new String(bytes, StandardCharsets.ISO_8859_1)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        read += isRead(() -> AttestationKey.parse(Bytes.view(pem)));
        assertThat(read).isBetween(0, 5);
    }

    private interface Parse {
        Object parse() throws UnusableQuoteException;
    }

    private static int isRead(Parse parse) {
        try {
            assertThat(parse.parse()).isNotNull();
            return 1;
        } catch (UnusableQuoteException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return 0;
        }
    }

    @Test
    void changedKeysAndSignaturesAreReadOrRefused() throws Exception {
        Random random = new Random(5);
        for (String name : List.of("whole/key", "whole/signature", "whole/message", "prefix/key", "prefix/signature")) {
            byte[] sound = Files.readAllBytes(file(name));
            for (int i = 0; i < 500; i++) {
                byte[] changed = Arrays.copyOf(sound, 1 + random.nextInt(sound.length + 8));
                for (int j = random.nextInt(4); j >= 0; j--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                anyBytesAreReadOrRefused(changed);
            }
        }
    }
}
