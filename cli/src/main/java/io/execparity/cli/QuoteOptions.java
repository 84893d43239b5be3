package io.execparity.cli;

import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.quote.Quote;
import io.execparity.collect.ima.quote.QuoteFiles;
import io.execparity.collect.ima.quote.QuoteReport;
import io.execparity.collect.ima.quote.UnusableQuoteException;
import io.execparity.schema.text.Bytes;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that give a quote, each with the letter that tpm2-tools have for it. */
final class QuoteOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before they are used
    private CommandSpec spec;

    @Option(
            names = "--quote",
            paramLabel = "MESSAGE",
            description = "hold the list against a TPM 2.0 quote, as tpm2_quote -m wrote it; the list may be longer")
    private @Nullable Path message;

    @Option(
            names = "--quote-signature",
            paramLabel = "FILE",
            description = "its signature, tpm2_quote -s, in the format tss or plain")
    private @Nullable Path signature;

    @Option(
            names = "--quote-key",
            paramLabel = "FILE",
            description = "the attestation key that you know to be this host's TPM's: PEM, TPM2B_PUBLIC or TPMT_PUBLIC")
    private @Nullable Path key;

    @Option(
            names = "--quote-nonce",
            paramLabel = "HEX",
            description = "what the quote was asked for with, tpm2_quote -q; without it an old quote passes too")
    private @Nullable String nonce;

    @Option(
            names = "--quote-pcrs",
            paramLabel = "FILE",
            description = "the registers' values, tpm2_quote -o; needed where the quote is over others than 10,"
                    + " unless --pcr gives them")
    private @Nullable Path values;

    boolean isGiven() {
        return message != null;
    }

    /**
     * Verifies the quote, where one was given.
     *
     * @throws ParameterException where the options do not belong together, or a file is not what it should be
     */
    Optional<QuoteReport> verify(List<ExpectedRegister> given) {
        if (message == null) {
            if (signature != null || key != null || nonce != null || values != null) {
                throw badUsage("--quote-… is of use with --quote only");
            }
            return Optional.empty();
        }
        if (signature == null || key == null) {
            throw badUsage("--quote needs --quote-signature and --quote-key");
        }
        QuoteFiles files = new QuoteFiles(message, signature, key, Optional.ofNullable(values));
        try {
            return Optional.of(Quote.read(files).verify(nonce(), given));
        } catch (UnusableQuoteException e) {
            throw badUsage(e.getMessage());
        }
    }

    private Optional<Bytes> nonce() {
        if (nonce == null) {
            return Optional.empty();
        }
        if (nonce.isEmpty() || nonce.equals("0x")) {
            throw badUsage("--quote-nonce is empty, which an old quote answers as well");
        }
        try {
            String digits = nonce.startsWith("0x") ? nonce.substring(2) : nonce;
            return Optional.of(Bytes.view(HexFormat.of().parseHex(digits)));
        } catch (IllegalArgumentException e) {
            throw badUsage("--quote-nonce " + nonce + ": hexadecimal digits are needed, two for each byte");
        }
    }

    private ParameterException badUsage(@Nullable String message) {
        return Console.badUsage(spec.commandLine(), message);
    }
}
