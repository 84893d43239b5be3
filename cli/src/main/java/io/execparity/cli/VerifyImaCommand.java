package io.execparity.cli;

import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ExpectedRegister;
import io.execparity.collect.ima.HostRegisters;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.MeasurementListReader;
import io.execparity.collect.ima.MeasurementListVerifier;
import io.execparity.collect.ima.NotAMeasurementListException;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.dashboard.terminal.Progress;
import io.execparity.schema.text.TerminalText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a measurement list is the one that a TPM vouches for. */
@Command(
        name = "verify-ima",
        description = {
            "Checks an IMA measurement list, ASCII or binary: each entry's hash, and where the list leads.",
            "Without a register's value only changed entries can be seen; missing, repeated, made up or reordered"
                    + " entries show only against one."
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  every entry is sound, and every register given was reached",
            "  3  the list was tampered with, or does not lead to a register given",
            "  2  bad usage, unreadable, or not a measurement list",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class VerifyImaCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final String ANY_PREFIX = "any";

    enum Format {
        TABLE,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the list; .gz is read as it is, - is standard input")
    @SuppressWarnings("NullAway.Init") // required
    private String file;

    @Option(
            names = "--pcr",
            paramLabel = "BANK=HEX",
            description = "a register's value, as sha256=HEX for register 10 or sha256:11=HEX for another;"
                    + " with 0 to 9 of a bank, boot_aggregate is checked too")
    private List<String> registers = List.of();

    @Option(
            names = "--pcr-prefix",
            paramLabel = "ENTRIES",
            arity = "0..1",
            fallbackValue = ANY_PREFIX,
            description = "the registers were read when the list had so many entries; without a number, at some point")
    private @Nullable String prefix;

    @Option(names = "--tpm", description = "take the registers of this host's own TPM, at some point of the list")
    private boolean tpm;

    @Option(names = "--format", paramLabel = "table|json", description = "how to print the result (${DEFAULT-VALUE})")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        Expectations expectations;
        try {
            expectations = expectations();
        } catch (IOException e) {
            return fail("the TPM's registers cannot be read: " + ErrorText.of(e));
        }
        try (InputStream in = open()) {
            VerificationReport report = verify(in, expectations);
            print(report, expectations);
            return report.verdict() == Verdict.TAMPERED ? ExitCode.FOUND : ExitCode.NOTHING_FOUND;
        } catch (NotAMeasurementListException e) {
            return fail(shownFile() + " " + e.getMessage() + ".");
        } catch (IOException e) {
            return fail(ErrorText.of(e));
        }
    }

    private Expectations expectations() throws IOException {
        List<ExpectedRegister> expected = new ArrayList<>();
        for (String written : registers) {
            try {
                expected.add(ExpectedRegister.parse(written));
            } catch (IllegalArgumentException e) {
                throw badUsage("--pcr " + written + ": " + e.getMessage());
            }
        }
        if (tpm) {
            expected.addAll(HostRegisters.ofThisHost().read());
        }
        if (prefix == null) {
            return tpm ? Expectations.anywhere(expected) : Expectations.atEnd(expected);
        }
        if (prefix.equals(ANY_PREFIX)) {
            return Expectations.anywhere(expected);
        }
        if (!prefix.matches("[0-9]{1,18}")) {
            throw badUsage("--pcr-prefix " + prefix + ": a number of entries is needed");
        }
        return Expectations.after(expected, Long.parseLong(prefix));
    }

    private ParameterException badUsage(String message) {
        return new ParameterException(spec.commandLine(), TerminalText.UNICODE.of(message));
    }

    private InputStream open() throws IOException {
        InputStream stored = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
        BufferedInputStream in = new BufferedInputStream(stored);
        in.mark(2);
        boolean compressed = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return compressed ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private VerificationReport verify(InputStream in, Expectations expectations)
            throws IOException, NotAMeasurementListException {
        MeasurementListReader reader = MeasurementListReader.open(in);
        MeasurementListVerifier verifier = new MeasurementListVerifier(reader.shape(), expectations);
        long items = 0;
        try (Progress progress = Progress.of("verify-ima")) {
            for (ListItem item = reader.next(); item != null; item = reader.next()) {
                verifier.add(item);
                progress.at(0, 0, ++items);
            }
        }
        return verifier.report(reader.position());
    }

    private void print(VerificationReport report, Expectations expectations) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                format == Format.JSON
                        ? VerificationJson.of(report, file) + "\n"
                        : VerificationText.of(report, expectations, shownFile()));
        out.flush();
    }

    private String shownFile() {
        return file.equals(STANDARD_INPUT) ? "standard input" : TerminalText.UNICODE.of(file);
    }

    private int fail(String sentence) {
        spec.commandLine().getErr().println("execparity verify-ima: " + sentence);
        return ExitCode.UNUSABLE;
    }
}
