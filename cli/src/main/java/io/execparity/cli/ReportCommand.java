package io.execparity.cli;

import static java.util.Objects.requireNonNull;

import io.execparity.dashboard.elastic.ElasticStore;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.report.FolderResults;
import io.execparity.report.ReportFiles;
import io.execparity.report.ReportFormat;
import io.execparity.report.TriageCopy;
import io.execparity.report.control.ControlCatalogue;
import io.execparity.report.control.Quantity;
import io.execparity.report.gather.Gathering;
import io.execparity.report.gather.HostPatterns;
import io.execparity.report.gather.KnownSuppression;
import io.execparity.report.gather.NoSuchHostException;
import io.execparity.report.gather.Question;
import io.execparity.report.model.Period;
import io.execparity.report.model.Report;
import io.execparity.report.model.Status;
import io.execparity.report.sign.Signer;
import io.execparity.schema.codec.HostSnapshots;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.text.TerminalText;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.ElasticSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The compliance report on a period. */
@Command(
        name = "report",
        description =
                "Says what the results of a period are evidence of, control by control, and what telemetry was missing.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  no finding of the period wants a person's attention",
            "  3  some do",
            "  2  bad usage or unreadable input",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    private static final String SUPPRESSIONS = "suppressions.jsonl";

    @Mixin
    private Console console = new Console();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Source source;

    /** Where results are: one of the two. */
    static final class Source {
        @Option(names = "--results", paramLabel = "DIR", description = "the folder that analyze or stream wrote to")
        private @Nullable Path results;

        @ArgGroup(exclusive = false)
        private @Nullable ElasticOptions elastic;
    }

    @Option(
            names = "--triage",
            paramLabel = "DIR",
            description = "with --elasticsearch: the folder where serve has what is said of findings (default:"
                    + " ${DEFAULT-VALUE})",
            defaultValue = "execparity-triage")
    private Path triage = Path.of("execparity-triage");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description = "the first moment, such as 2026-11-01 or 2026-11-01T06:00:00Z")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", required = true, description = "the first moment that is not in it")
    private String to = "";

    @Option(
            names = "--hosts",
            paramLabel = "GLOB",
            arity = "1..*",
            description =
                    "only these, * and ? standing for any characters and for one; a name without them is expected to"
                            + " have sent something (default: all)")
    private List<String> hosts = List.of();

    @Option(
            names = "--silence",
            paramLabel = "DURATION",
            description = "for how long a host may send nothing, such as 90m or 6h (default: ${DEFAULT-VALUE})",
            defaultValue = "1h")
    private String silence = "1h";

    @Option(
            names = "--suppressions",
            paramLabel = "FILE",
            arity = "1..*",
            description = "suppressions that the results were made with, whose owners and ends the report then has")
    private List<Path> suppressions = List.of();

    @Option(
            names = "--host-snapshot",
            paramLabel = "FILE",
            arity = "1..*",
            description = "what agents or the live job told of hosts: mounts, and which rules could see")
    private List<Path> snapshots = List.of();

    @Option(
            names = "--with-reference",
            description = "the results were made with --reference: without unknown content they do not show it")
    private boolean withReference;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the folder for the report's files")
    private Path out = Path.of("report");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description = "${COMPLETION-CANDIDATES} (default: all)")
    private List<ReportFormat> formats = List.of();

    @Option(names = "--sign", paramLabel = "KEY", description = "a private key, PEM, that signs the manifest by CMS")
    private @Nullable Path key;

    @Option(names = "--certificate", paramLabel = "FILE", description = "the key's certificate, PEM, and its chain")
    private @Nullable Path certificate;

    @Override
    public Integer call() throws IOException, NoSuchHostException {
        if (out.toString().isEmpty()) {
            throw console.badUsage("--out names no folder");
        }
        Period period = usable(() -> Period.of(from, to));
        HostPatterns patterns = usable(() -> new HostPatterns(hosts));
        Duration patience = usable(() -> Duration.parse("PT" + silence.toUpperCase(Locale.ROOT)));
        if ((key == null) != (certificate == null)) {
            throw console.badUsage("--sign and --certificate go together.");
        }
        if (source.results != null && console.command().getParseResult().hasMatchedOption("--triage")) {
            // To pass over it would count as open what somebody closed.
            throw console.badUsage(
                    "--triage is for --elasticsearch: what is said of findings in a folder is beside them.");
        }
        Signer signer = key == null ? null : Signer.read(key, requireNonNull(certificate));
        Question question = question(period, patterns, patience);
        return source.results == null ? ofServer(question, signer) : ofFolder(source.results, question, signer);
    }

    private interface Reading<T> {
        T read();
    }

    /** What an option says. */
    private <T> T usable(Reading<T> reading) {
        try {
            return reading.read();
        } catch (DateTimeException e) {
            throw console.badUsage("--silence is " + silence + ", no length of time such as 90m or 6h.");
        } catch (IllegalArgumentException e) {
            throw console.badUsage(String.valueOf(e.getMessage()));
        }
    }

    private Question question(Period period, HostPatterns patterns, Duration patience) throws IOException {
        Path said = (source.results == null ? triage : source.results).resolve(SUPPRESSIONS);
        List<HostSnapshot> told = new ArrayList<>();
        for (Path snapshot : snapshots) {
            told.addAll(HostSnapshots.read(snapshot));
        }
        List<KnownSuppression> known = KnownSuppressions.read(suppressions, said);
        return usable(
                () -> new Question(period, patterns, patience, ControlCatalogue.bundled(), withReference, known, told));
    }

    private int ofFolder(Path folder, Question question, @Nullable Signer signer)
            throws IOException, NoSuchHostException {
        try (FolderResults results = FolderResults.read(folder)) {
            return write(question, results.store(), folder, signer);
        }
    }

    private int ofServer(Question question, @Nullable Signer signer) throws IOException, NoSuchHostException {
        ElasticSettings settings = requireNonNull(source.elastic).read(console.command(), System.getenv());
        try (ElasticServer server = new ElasticServer(settings)) {
            return write(question, new ElasticStore(new ElasticSearches(server)), triage, signer);
        }
    }

    private int write(Question question, ResultStore store, Path said, @Nullable Signer signer)
            throws IOException, NoSuchHostException {
        Gathering gathering = new Gathering(store, TriageCopy.apply(store, said), question);
        Report report = gathering.gather();
        Set<ReportFormat> wanted = formats.isEmpty() ? EnumSet.allOf(ReportFormat.class) : EnumSet.copyOf(formats);
        List<String> files = new ReportFiles(out, wanted, signer).write(report, gathering);
        tell(report, files);
        long attention =
                report.facts().number(Quantity.ATTENTION) - report.facts().number(Quantity.ATTENTION_SUPPRESSED);
        return attention > 0 ? ExitCode.FOUND : ExitCode.NOTHING_FOUND;
    }

    private void tell(Report report, List<String> files) {
        PrintWriter print = console.out();
        long gaps = report.completeness().count();
        print.println(
                report.hosts().isEmpty()
                        ? "telemetry  incomplete: no host ever sent anything"
                        : gaps == 0
                                ? "telemetry  no gap is known"
                                : "telemetry  incomplete: gaps that are known: " + gaps);
        for (Status status : Status.values()) {
            print.printf(Locale.ROOT, "%5d  %s%n", report.count(status), status.words());
        }
        files.forEach(
                file -> print.println(TerminalText.UNICODE.of(out.resolve(file).toString())));
        print.flush();
    }
}
