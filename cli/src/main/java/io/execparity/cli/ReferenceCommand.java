package io.execparity.cli;

import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.Expectations;
import io.execparity.collect.ima.ListItem;
import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.MeasurementListReader;
import io.execparity.collect.ima.MeasurementListVerifier;
import io.execparity.collect.ima.NotAMeasurementListException;
import io.execparity.collect.ima.RegisterResult;
import io.execparity.collect.ima.VerificationReport;
import io.execparity.collect.ima.VerificationReport.Verdict;
import io.execparity.collect.reference.FolderDigests;
import io.execparity.collect.reference.ReferenceContent;
import io.execparity.collect.reference.ReferenceWriter;
import io.execparity.collect.reference.ReferenceWriter.Form;
import io.execparity.dashboard.terminal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a reference of what a trusted host has. */
@Command(
        name = "reference",
        description = {
            "Makes a reference for verify-ima and analyze: what a trusted host's list says it measured, or what is in"
                    + " folders.",
            "A list is verified first, and only what a register vouches for is taken; give one with --pcr, or nobody"
                    + " knows whether the list is whole."
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  the reference is written",
            "  3  the list was tampered with, or does not lead to a register given: nothing is written",
            "  2  bad usage, or something cannot be read or written: nothing is written",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class ReferenceCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    /** Where the content comes from. */
    static final class Source {
        @Option(names = "--from-list", paramLabel = "LIST", description = "a measurement list, as verify-ima takes it")
        private @Nullable String list;

        @Option(
                names = "--from-dir",
                paramLabel = "DIR",
                arity = "1..*",
                description = "all regular files below; symbolic links are not followed")
        private List<Path> folders = List.of();
    }

    @Mixin
    private Console console = new Console();

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Mixin
    private RegisterOptions registers = new RegisterOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "where to write it; - is standard output")
    @SuppressWarnings("NullAway.Init") // required
    private String output;

    @Option(
            names = "--format",
            paramLabel = "sums|keylime",
            description = "lines as sha256sum writes them, or a Keylime runtime policy (${DEFAULT-VALUE})")
    private Form form = Form.SUMS;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "with --from-dir: the one that the hosts' IMA measures with (${DEFAULT-VALUE})")
    private String algorithm = Bank.SHA256.word();

    @Option(names = "--one-file-system", description = "with --from-dir: stay on the file system of each folder")
    private boolean oneFileSystem;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "with --from-dir: names begin below it, as for an image mounted there (${DEFAULT-VALUE})")
    private Path root = Path.of("/");

    @Override
    public Integer call() {
        ReferenceContent content = new ReferenceContent();
        String list = source.list;
        try {
            if (list == null) {
                readFolders(content);
            } else if (!readList(list, content)) {
                return ExitCode.FOUND;
            }
            if (content.size() == 0) {
                return fail("there is no file in it that a reference could tell of.");
            }
            tell(content, write(content));
            return ExitCode.NOTHING_FOUND;
        } catch (NotAMeasurementListException e) {
            return fail(ListInput.shown(list == null ? "" : list) + " " + e.getMessage() + ".");
        } catch (IOException e) {
            return fail(ErrorText.of(e));
        }
    }

    private void readFolders(ReferenceContent content) throws IOException {
        if (!registers.given().isEmpty()) {
            throw console.badUsage(registers.given() + " vouches for a list, and --from-dir has none");
        }
        Optional<Bank> bank = Bank.of(algorithm).filter(found -> found.word().matches("sha[0-9]+"));
        if (bank.isEmpty()) {
            throw console.badUsage("--algorithm " + algorithm + ": sha1, sha256, sha384 or sha512 is needed");
        }
        FolderDigests folders = new FolderDigests(bank.get(), root, oneFileSystem, content);
        try (Progress progress = Progress.of("reference")) {
            for (Path folder : source.folders) {
                folders.add(folder, files -> progress.at(0, 0, files));
            }
        }
    }

    /** False where the list is not to be trusted. */
    private boolean readList(String list, ReferenceContent content) throws IOException, NotAMeasurementListException {
        Expectations expectations = registers.expectations(false);
        try (InputStream in = ListInput.open(list);
                Progress progress = Progress.of("reference")) {
            MeasurementListReader reader = MeasurementListReader.open(in);
            MeasurementListVerifier verifier = new MeasurementListVerifier(reader.shape(), expectations);
            long items = 0;
            for (ListItem item = reader.next(); item != null; item = reader.next()) {
                verifier.add(item);
                if (item instanceof MeasurementEntry entry) {
                    content.add(entry);
                }
                progress.at(0, 0, ++items);
            }
            VerificationReport report = verifier.report(reader.position());
            if (report.verdict() == Verdict.TAMPERED) {
                fail(ListInput.shown(list) + " was tampered with, or does not lead to the register given;"
                        + " verify-ima says more.");
                return false;
            }
            keepVouched(report, content);
            return true;
        }
    }

    /** Of what stands behind the place that a register was read at, nobody knows who wrote it. */
    private void keepVouched(VerificationReport report, ReferenceContent content) {
        if (report.expected().isEmpty()) {
            say("warning: no register of the list was given, so that nothing vouches for it; give one with --pcr.");
            return;
        }
        Map<Integer, Long> vouched = new HashMap<>();
        for (RegisterResult result : report.expected()) {
            long entries = result.satisfied() ? result.reachedAfter().orElse(0) : 0;
            vouched.merge(result.expected().register(), entries, Math::min);
        }
        long dropped = content.keepVouched(vouched);
        if (dropped > 0) {
            say(dropped + " measurements left out that no register given vouches for.");
        }
    }

    /** A file is there as a whole or not at all; a device, a pipe and a link are written to, and stay what they are. */
    private long write(ReferenceContent content) throws IOException {
        if (output.equals(STANDARD_OUTPUT)) {
            return ReferenceWriter.write(content, form, System.out);
        }
        Path named = Path.of(output).toAbsolutePath();
        if (Files.exists(named) && !Files.isRegularFile(named)) {
            try (OutputStream out = Files.newOutputStream(named, StandardOpenOption.WRITE)) {
                return ReferenceWriter.write(content, form, out);
            }
        }
        Path target = Files.exists(named) ? named.toRealPath() : named;
        Path unfinished = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            long leftOut;
            try (OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
                leftOut = ReferenceWriter.write(content, form, out);
            }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return leftOut;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void tell(ReferenceContent content, long unwritten) {
        String files = content.size() + " files and contents";
        String without = content.leftOut() == 0 ? "" : ", " + content.leftOut() + " measurements of no use left out";
        String unsaid = unwritten == 0 ? "" : ", " + unwritten + " names that JSON cannot say left out";
        say(files + without + unsaid + ".");
    }

    private int fail(String sentence) {
        say(sentence);
        return ExitCode.UNUSABLE;
    }

    private void say(String sentence) {
        Console.complain(console.command(), sentence);
    }
}
