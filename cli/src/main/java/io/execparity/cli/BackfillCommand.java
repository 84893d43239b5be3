package io.execparity.cli;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.terminal.Progress;
import io.execparity.stream.Analysis;
import io.execparity.stream.ResultKind;
import io.execparity.stream.elastic.Backfill;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.ElasticSettings;
import io.execparity.stream.elastic.FileBackfill;
import io.execparity.stream.elastic.ResultIndices;
import io.execparity.stream.flink.TopicBackfill;
import io.execparity.stream.flink.TopicBounds;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfigReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is found in old records today, in place of what the search server has of them. */
@Command(
        name = "backfill",
        description = {
            "Runs over old audit logs again and lets Elasticsearch have the outcome, all at one moment.",
            "With --config over what the job's topics still hold, or a part of it: --from and --to take a time by which",
            "records came to Kafka, TOPIC=TIME or TOPIC/PARTITION=OFFSET, and are given as often as needed."
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  the indices have the outcome, or the dry run its answer",
            "  2  bad usage, unreadable input, or a server that cannot be used; searches see what they saw",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
    private static final DateTimeFormatter RUN = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    @Mixin
    private Console console = new Console();

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            arity = "1..*",
            description = "audit logs, rotated sets and .gz included; - is standard input")
    private List<String> audit = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the job's file, which says what topics there are and which servers")
    private @Nullable Path config;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            arity = "1..*",
            description = "the first to be read, such as 2026-11-22T10:00:00Z (default: all that there is)")
    private List<String> from = List.of();

    @Option(
            names = "--to",
            paramLabel = "TIME",
            arity = "1..*",
            description = "the first not to be read any more (default: all that there is now)")
    private List<String> to = List.of();

    @Option(names = "--dry-run", description = "only say what would change")
    private boolean dryRun;

    @Option(names = "--begin-anew", description = "first discard what an earlier backfill left that did not finish")
    private boolean beginAnew;

    @Option(names = "--drop-old", description = "delete the old generations that a backfill took the place of")
    private boolean dropOld;

    @Mixin
    private ElasticOptions elastic = new ElasticOptions();

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Override
    public Integer call() throws UnreadableSourceException, IOException, InterruptedException {
        checkUsage();
        LiveConfig job = config == null ? null : new LiveConfigReader(System.getenv()).read(config);
        try (ElasticServer server = new ElasticServer(servers(job))) {
            if (job != null) {
                TopicBackfill range = new TopicBackfill(job, bounds(from), bounds(to));
                fill(server, (backfill, at) -> range.read(backfill, records -> at.at(0, 0, records)));
            } else if (!audit.isEmpty()) {
                // Before anything is made on the server.
                Analysis.Settings settings = site.read().settings();
                AuditLogFiles files = AuditLogFiles.of(audit, System.in);
                fill(
                        server,
                        (backfill, at) -> new FileBackfill(backfill)
                                .read(
                                        settings,
                                        files,
                                        records -> at.at(
                                                files.progress().bytesRead(),
                                                files.progress().totalBytes(),
                                                records)));
            }
            if (dropOld) {
                say("deleted", Backfill.dropOld(server));
            }
        }
        console.out().flush();
        return ExitCode.NOTHING_FOUND;
    }

    private void checkUsage() {
        if (audit.isEmpty() && config == null && !dropOld) {
            throw console.badUsage("Give --audit, --config, or --drop-old alone.");
        }
        if (!audit.isEmpty() && config != null) {
            throw console.badUsage("Either --audit or --config is needed, not both.");
        }
        if (config == null && !(from.isEmpty() && to.isEmpty())) {
            throw console.badUsage("--from and --to are of topics, which --config names.");
        }
        if (dryRun && (dropOld || beginAnew)) {
            throw console.badUsage("--dry-run changes nothing and deletes nothing.");
        }
    }

    private ElasticSettings servers(@Nullable LiveConfig job) throws IOException {
        if (job == null) {
            return elastic.read(console.command(), System.getenv());
        }
        if (elastic.isGiven()) {
            throw console.badUsage("With --config the file says which servers.");
        }
        return job.elastic()
                .orElseThrow(() -> console.badUsage(config + " names no elasticsearch."))
                .forPerson();
    }

    private TopicBounds bounds(List<String> texts) {
        try {
            return TopicBounds.parse(texts);
        } catch (IllegalArgumentException e) {
            throw console.badUsage(String.valueOf(e.getMessage()));
        }
    }

    /** What is read into a backfill. */
    private interface Input {
        void read(Backfill backfill, Progress progress)
                throws UnreadableSourceException, IOException, InterruptedException;
    }

    private void fill(ElasticServer server, Input input)
            throws UnreadableSourceException, IOException, InterruptedException {
        if (dryRun) {
            tell(run(Backfill.dryRun(server), input));
            return;
        }
        new ResultIndices(server).install();
        if (beginAnew) {
            say("discarded", Backfill.discardUnfinished(server));
        }
        Backfill backfill =
                Backfill.begin(server, LocalDateTime.now(ZoneOffset.UTC).format(RUN));
        Thread interrupted = new Thread(this::sayHowToGoOn, "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            tell(run(backfill, input));
        } catch (UnreadableSourceException | IOException | RuntimeException e) {
            sayHowToGoOn();
            throw e;
        } finally {
            removeUnlessStopping(interrupted);
        }
    }

    private static void removeUnlessStopping(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: the process was told to stop.
        }
    }

    private static Map<ResultKind, Backfill.Change> run(Backfill backfill, Input input)
            throws UnreadableSourceException, IOException, InterruptedException {
        try (Progress progress = Progress.of("backfill")) {
            input.read(backfill, progress);
        }
        return backfill.finish();
    }

    private void tell(Map<ResultKind, Backfill.Change> changes) {
        PrintWriter out = console.out();
        out.printf("%-12s %10s %10s %10s %10s %12s%n", "", "as before", "changed", "new", "gone", "not in range");
        changes.forEach((kind, change) -> out.printf(
                "%-12s %10d %10d %10d %10d %12d%n",
                kind.name().toLowerCase(Locale.ROOT),
                change.same(),
                change.changed(),
                change.added(),
                change.gone(),
                change.kept()));
        out.println(
                dryRun
                        ? "Nothing was changed."
                        : "Searches see this now. The old generations are kept until backfill --drop-old.");
    }

    private void say(String done, List<String> indices) {
        console.say(indices.isEmpty() ? "nothing to be " + done : done + " " + String.join(", ", indices));
    }

    private void sayHowToGoOn() {
        console.complain("it did not finish, and searches see what they saw; run it again with --begin-anew.");
    }
}
