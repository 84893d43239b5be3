package io.execparity.collect.ima.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.Corpus;
import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.BootAggregate;
import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.MadeList;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.collect.ima.quote.QuoteReport.Outcome;
import io.execparity.schema.text.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A TPM that measured a real kernel's list quotes it, as tpm2-tools do. */
final class QuotedListTest {
    private static final String NONCE = "c0ffee0123456789";
    private static final int MEASURED_BEFORE_THE_QUOTE = 100;

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static SoftwareTpm tpm;

    private static byte[] list = new byte[0];
    private static int entries;

    @BeforeAll
    static void aTpmThatMeasuredTheBeginningOfAList() throws Exception {
        list = Files.readAllBytes(Corpus.file("linux-7.2-enriched/binary_runtime_measurements_sha256"));
        List<MeasurementEntry> all = Lists.entries(list);
        entries = all.size();
        tpm = new SoftwareTpm(folder);
        tpm.measure(all.subList(0, MEASURED_BEFORE_THE_QUOTE));
        assertThat(entries).isGreaterThan(MEASURED_BEFORE_THE_QUOTE);
    }

    @AfterAll
    static void stop() {
        tpm.close();
    }

    private static Optional<Bytes> nonce(String digits) {
        return Optional.of(Bytes.view(HexFormat.of().parseHex(digits)));
    }

    private static QuoteFiles withoutValues(QuoteFiles files) {
        return new QuoteFiles(files.message(), files.signature(), files.key(), Optional.empty());
    }

    private static QuoteReport verify(QuoteFiles files) throws Exception {
        return Quote.read(files).verify(nonce(NONCE), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "rsa2048:rsassa-sha256:null, pem, sha256, tss, serialized",
        "rsa2048:rsassa-sha256:null, tss, sha256, plain, values",
        "rsa2048:rsassa-sha1:null, tpmt, sha1, plain, serialized",
        "rsa2048:rsassa-sha384:null, tpmt, sha384, tss, serialized",
        "rsa2048:rsapss-sha256:null, pem, sha256, tss, values",
        "rsa2048:rsapss-sha256:null, tss, sha256, plain, serialized",
        "ecc256:ecdsa-sha256:null, pem, sha256, tss, serialized",
        "ecc256:ecdsa-sha512:null, tss, sha512, plain, values",
        "ecc384:ecdsa-sha384:null, tpmt, sha384, tss, serialized",
        "ecc384:ecdsa-sha384:null, pem, sha384, plain, serialized"
    })
    void aQuoteProvesWhatWasMeasuredBeforeIt(String algorithm, String key, String hash, String signature, String values)
            throws Exception {
        // Given
        Path handle = tpm.attestationKey(algorithm);
        QuoteFiles files = tpm.quote(
                handle,
                tpm.publicPart(handle, key),
                "sha256:0,1,10,11+sha1:10",
                NONCE,
                "-g",
                hash,
                "-f",
                signature,
                "-F",
                values,
                "--scheme",
                algorithm.replaceAll(".*:([a-z]+)-.*", "$1"));

        // When
        QuoteReport quote = verify(files);
        VerificationReport report = Lists.verify(list, quote);

        // Then
        assertThat(quote.outcome()).isEqualTo(Outcome.HOLDS);
        assertThat(quote.nonceMatches()).isTrue();
        assertThat(quote.registers()).hasSize(5);
        assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report.expected()).hasSize(2);
        assertThat(report.expected().get(0).reachedAfter()).hasValue(MEASURED_BEFORE_THE_QUOTE);
        assertThat(report.expected().get(0).later()).isEqualTo(entries - MEASURED_BEFORE_THE_QUOTE);
    }

    @ParameterizedTest
    @CsvSource({"rsa2048:rsassa-sha256:null, pem", "ecc256:ecdsa-sha256:null, tss"})
    void withoutTheValuesTheListIsTriedUntilItLeadsToTheDigest(String algorithm, String format) throws Exception {
        // Given
        Path handle = tpm.attestationKey(algorithm);
        QuoteFiles files =
                withoutValues(tpm.quote(handle, tpm.publicPart(handle, format), "sha1:10+sha256:10,11", NONCE));
        List<ExpectedRegister> given = List.of(ExpectedRegister.parse("sha256:11=" + "0".repeat(64)));

        // When
        QuoteReport quote = Quote.read(files).verify(nonce(NONCE), given);
        VerificationReport report = Lists.verify(list, quote);
        VerificationReport tampered = Lists.verify(Lists.without(list, 17), quote);

        // Then
        assertThat(quote.registers()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report.composite().orElseThrow().reachedAfter()).hasValue(MEASURED_BEFORE_THE_QUOTE);
        assertThat(report.composite().orElseThrow().later()).isEqualTo(entries - MEASURED_BEFORE_THE_QUOTE);
        assertThat(tampered.verdict()).isEqualTo(Verdict.TAMPERED);
        assertThat(tampered.composite().orElseThrow().reachedAfter()).isEmpty();
    }

    @Test
    void anotherKeyNonceMessageSignatureOrRegisterDoesNotVerify() throws Exception {
        // Given
        for (String algorithm : List.of("rsa2048:rsassa-sha256:null", "ecc256:ecdsa-sha256:null")) {
            Path handle = tpm.attestationKey(algorithm);
            Path key = tpm.publicPart(handle, "tpmt");
            QuoteFiles files = tpm.quote(handle, key, "sha256:0,10", NONCE);
            // Another template gives another key of the same TPM.
            Path same = tpm.key(algorithm, "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|sign");
            Path other = tpm.publicPart(same, "tpmt");
            QuoteFiles later = tpm.quote(handle, key, "sha256:0,10", "00");

            // Then
            assertThat(verify(files).outcome()).isEqualTo(Outcome.HOLDS);
            assertThat(verify(new QuoteFiles(files.message(), files.signature(), other, files.values()))
                            .outcome())
                    .isEqualTo(Outcome.WRONG_SIGNATURE);
            assertThat(Quote.read(files).verify(nonce("c0ffee"), List.of()).outcome())
                    .isEqualTo(Outcome.WRONG_NONCE);
            assertThat(verify(new QuoteFiles(later.message(), files.signature(), key, files.values()))
                            .outcome())
                    .isEqualTo(Outcome.WRONG_SIGNATURE);
            assertThat(verify(new QuoteFiles(files.message(), later.signature(), key, files.values()))
                            .outcome())
                    .isEqualTo(Outcome.WRONG_SIGNATURE);
        }
    }

    @Test
    void withoutANonceItIsOnlyKnownThatItWasOnceSo() throws Exception {
        // Given
        Path handle = tpm.attestationKey("ecc256:ecdsa-sha256:null");
        QuoteFiles files = tpm.quote(handle, tpm.publicPart(handle, "pem"), "sha256:10", NONCE);

        // When
        QuoteReport report = Quote.read(files).verify(Optional.empty(), List.of());

        // Then
        assertThat(report.holds()).isTrue();
        assertThat(report.nonceMatches()).isFalse();
    }

    @Test
    void whatTheQuoteIsNotOverItDoesNotProve() throws Exception {
        // Given
        Path handle = tpm.attestationKey("ecc256:ecdsa-sha256:null");
        Path key = tpm.publicPart(handle, "pem");
        QuoteFiles boot = tpm.quote(handle, key, "sha256:0,1,2", NONCE);
        QuoteFiles mixed = tpm.quote(handle, key, "sha256:0,10,11", NONCE);

        // Then
        assertThat(verify(boot).outcome()).isEqualTo(Outcome.NO_MEASUREMENTS);
        assertThatThrownBy(() -> verify(withoutValues(mixed)))
                .isInstanceOf(UnusableQuoteException.class)
                .hasMessageContaining("sha256:0, sha256:11");
        byte[] values = Files.readAllBytes(mixed.values().orElseThrow());
        values[150] ^= 1;
        Path changed = Files.write(folder.resolve("changed"), values);
        QuoteFiles lied = new QuoteFiles(mixed.message(), mixed.signature(), key, Optional.of(changed));
        assertThat(verify(lied).outcome()).isEqualTo(Outcome.WRONG_VALUES);
        assertThat(verify(lied).addTo(Expectations.NONE)).isEqualTo(Expectations.NONE);
        List<ExpectedRegister> given = List.of(
                ExpectedRegister.parse("sha256:0=" + "0".repeat(64)),
                ExpectedRegister.parse("sha256:11=" + "0".repeat(64)));
        QuoteReport told = Quote.read(withoutValues(mixed)).verify(Optional.empty(), given);
        assertThat(Lists.verify(list, told).verdict()).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void aKeyThatSignsAnythingIsNoAttestationKey() throws Exception {
        // Given
        Path handle = tpm.key("ecc256:ecdsa-sha256:null", "sensitivedataorigin|userwithauth|sign");
        QuoteFiles files = tpm.quote(handle, tpm.publicPart(handle, "tss"), "sha256:10", NONCE);

        // Then
        assertThatThrownBy(() -> Quote.read(files))
                .isInstanceOf(UnusableQuoteException.class)
                .hasMessageContaining("restricted");
    }

    @Test
    void aQuoteOfTheBootProvesTheBootAggregate() throws Exception {
        try (SoftwareTpm host = new SoftwareTpm(Files.createDirectories(folder.resolve("host")))) {
            // Given
            MessageDigest aggregate = Bank.SHA256.newDigest();
            for (int i = 0; i < 10; i++) {
                host.extend(i, MadeList.file(i));
                aggregate.update(host.register(Bank.SHA256, i));
            }
            byte[] digest = aggregate.digest();
            MadeList sound =
                    MadeList.of(Bank.SHA256).measured("boot_aggregate", digest).measured("/bin/sh", MadeList.file(1));
            MadeList other = MadeList.of(Bank.SHA256)
                    .measured("boot_aggregate", MadeList.file(7))
                    .measured("/bin/sh", MadeList.file(1));
            host.measure(Lists.entries(sound.binary()));
            Path handle = host.attestationKey("ecc256:ecdsa-sha256:null");
            QuoteReport quote =
                    verify(host.quote(handle, host.publicPart(handle, "pem"), "sha256:0,1,2,3,4,5,6,7,8,9,10", NONCE));

            // When
            VerificationReport report = Lists.verify(sound.ascii(), quote);

            // Then
            assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
            assertThat(report.bootAggregates().get(0).state()).isEqualTo(BootAggregate.State.MATCHES);
            assertThat(Lists.verify(other.ascii(), quote).verdict()).isEqualTo(Verdict.TAMPERED);
        }
    }

    @Test
    void aTpmThatMeasuredNothingVouchesForNoList() throws Exception {
        try (SoftwareTpm host = new SoftwareTpm(Files.createDirectories(folder.resolve("fresh")))) {
            // Given
            Path handle = host.attestationKey("ecc256:ecdsa-sha256:null");
            QuoteFiles files = host.quote(handle, host.publicPart(handle, "pem"), "sha256:10", NONCE);

            // Then
            assertThat(Lists.verify(list, verify(files)).verdict()).isEqualTo(Verdict.TAMPERED);
            assertThat(Lists.verify(list, verify(withoutValues(files))).verdict())
                    .isEqualTo(Verdict.TAMPERED);
        }
    }
}
