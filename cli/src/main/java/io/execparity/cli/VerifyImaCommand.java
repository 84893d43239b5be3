package io.execparity.cli;

import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import io.execparity.collect.ima.MeasurementListVerifier;
import io.execparity.collect.ima.NotAMeasurementListException;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.ima.quote.QuoteReport;
import io.execparity.collect.ima.signature.SignatureVerifier;
import io.execparity.collect.ima.signature.TrustedKeys;
import io.execparity.collect.reference.Reference;
import io.execparity.collect.reference.ReferenceException;
import io.execparity.collect.reference.ReferenceTally;
import io.execparity.dashboard.terminal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a measurement list is the one that a TPM vouches for. */
@Command(
        name = "verify-ima",
        description = {
            "Checks an IMA measurement list, ASCII or binary: each entry's hash, and where the list leads.",
            "A quote proves a list that a host sent of itself; keys, the signatures of what it lists.",
            "Without a register's value only changed entries can be seen; missing, repeated, made up or reordered"
                    + " entries show only against one."
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  every entry is sound, every register given was reached, the quote holds and no signature is bad; files that are not in the reference"
                    + " are listed, and are no more than of severity medium",
            "  3  the list was tampered with or does not lead to a register given, the quote does not hold, or a"
                    + " signature is bad",
            "  2  bad usage, unreadable, or not a measurement list",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class VerifyImaCommand implements Callable<Integer> {
    enum Format {
        TABLE,
        JSON
    }

    @Mixin
    private Console console = new Console();

    @Parameters(paramLabel = "FILE", description = "the list; .gz is read as it is, - is standard input")
    @SuppressWarnings("NullAway.Init") // required
    private String file;

    @Mixin
    private RegisterOptions registers = new RegisterOptions();

    @Mixin
    private QuoteOptions quote = new QuoteOptions();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "verify the signatures of what is listed with the certificates in this folder or file")
    private @Nullable Path keys;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "what files should be: the output of sha256sum or its kind, or a Keylime runtime policy;"
                    + " signed (CMS or DSSE) where keys are given")
    private @Nullable Path reference;

    @Option(
            names = "--reference-keys",
            paramLabel = "DIR",
            description = "certificates and public keys, one of which has to have signed the reference")
    private @Nullable Path referenceKeys;

    @Option(names = "--format", paramLabel = "table|json", description = "how to print the result (${DEFAULT-VALUE})")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        Expectations given;
        try {
            given = registers.expectations(quote.isGiven());
        } catch (IOException e) {
            return fail("the TPM's registers cannot be read: " + ErrorText.of(e));
        }
        Optional<QuoteReport> quoted = quote.verify(given.registers());
        Expectations expectations = quoted.map(report -> report.addTo(given)).orElse(given);
        try {
            Optional<ReferenceTally> tally = tally(expectations.registers());
            Optional<SignatureVerifier> signatures = signatures();
            VerificationReport report = verify(expectations, entry -> {
                tally.ifPresent(reference -> reference.add(entry));
                signatures.ifPresent(verifier -> verifier.add(entry));
            });
            Verification verification = new Verification(
                    report,
                    expectations,
                    quoted,
                    signatures.map(SignatureVerifier::report),
                    tally.map(ReferenceTally::report));
            print(verification);
            return verification.passed() ? ExitCode.NOTHING_FOUND : ExitCode.FOUND;
        } catch (NotAMeasurementListException e) {
            return fail(ListInput.shown(file) + " " + e.getMessage() + ".");
        } catch (IOException | ReferenceException e) {
            return fail(ErrorText.of(e));
        }
    }

    private Optional<SignatureVerifier> signatures() throws IOException {
        return keys == null ? Optional.empty() : Optional.of(new SignatureVerifier(TrustedKeys.read(keys)));
    }

    private Optional<ReferenceTally> tally(List<ExpectedRegister> registers) throws ReferenceException {
        if (reference == null && referenceKeys != null) {
            throw console.badUsage("--reference-keys is of use with --reference only");
        }
        return reference == null
                ? Optional.empty()
                : Optional.of(new ReferenceTally(Reference.load(reference, referenceKeys), registers));
    }

    /** What can be read again is tried by the usual rule first, and by all where that does not lead to the registers. */
    private VerificationReport verify(Expectations expectations, Consumer<MeasurementEntry> others)
            throws IOException, NotAMeasurementListException {
        boolean twice = ListInput.isFile(file);
        VerificationReport report;
        try (InputStream in = ListInput.open(file)) {
            MeasurementListReader reader = MeasurementListReader.open(in);
            report = verify(
                    reader,
                    twice
                            ? MeasurementListVerifier.ofUsualRule(reader.shape(), expectations)
                            : new MeasurementListVerifier(reader.shape(), expectations),
                    Long.MAX_VALUE,
                    others);
        }
        if (!twice || report.reachesExpected()) {
            return report;
        }
        try (InputStream in = ListInput.open(file)) {
            MeasurementListReader reader = MeasurementListReader.of(report.shape(), in);
            return verify(
                    reader, new MeasurementListVerifier(report.shape(), expectations), report.bytes(), entry -> {});
        }
    }

    /** @param end where to stop, in bytes: a list that is in use has grown when it is read again */
    private static VerificationReport verify(
            MeasurementListReader reader, MeasurementListVerifier verifier, long end, Consumer<MeasurementEntry> others)
            throws IOException {
        long items = 0;
        try (Progress progress = Progress.of("verify-ima")) {
            while (reader.position() < end) {
                ListItem item = reader.next();
                if (item == null) {
                    break;
                }
                verifier.add(item);
                if (item instanceof MeasurementEntry entry) {
                    others.accept(entry);
                }
                progress.at(0, 0, ++items);
            }
        }
        return verifier.report(reader.position());
    }

    private void print(Verification verification) {
        PrintWriter out = console.out();
        if (format == Format.JSON) {
            out.println(VerificationJson.of(verification, file));
        } else {
            out.print(VerificationText.of(verification, ListInput.shown(file)));
            verification.reference().ifPresent(reference -> out.print(ReferenceText.of(reference)));
        }
        out.flush();
    }

    private int fail(String sentence) {
        Console.complain(console.command(), sentence);
        return ExitCode.UNUSABLE;
    }
}
