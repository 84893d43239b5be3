package io.execparity.cli;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.terminal.Progress;
import io.execparity.schema.text.TerminalText;
import io.execparity.stream.Analysis;
import io.execparity.stream.ResultKind;
import io.execparity.stream.elastic.Backfill;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.FileBackfill;
import io.execparity.stream.elastic.ResultIndices;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is found in old records today, in place of what the search server has of them. */
@Command(
        name = "backfill",
        description = "Runs over old audit logs again and lets Elasticsearch have the outcome, all at one moment.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  the indices have the outcome, or the dry run its answer",
            "  2  bad usage, unreadable input, or a server that cannot be used; searches see what they saw",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
    private static final DateTimeFormatter RUN = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            arity = "1..*",
            description = "audit logs, rotated sets and .gz included; - is standard input")
    private List<String> audit = List.of();

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
    public Integer call() {
        if (audit.isEmpty() && !dropOld) {
            throw new ParameterException(spec.commandLine(), "Give --audit, or --drop-old alone.");
        }
        if (dryRun && (dropOld || beginAnew)) {
            throw new ParameterException(spec.commandLine(), "--dry-run changes nothing and deletes nothing.");
        }
        try (ElasticServer server = new ElasticServer(elastic.read(spec.commandLine(), System.getenv()))) {
            if (!audit.isEmpty()) {
                fill(server);
            }
            if (dropOld) {
                say("deleted", Backfill.dropOld(server));
            }
            spec.commandLine().getOut().flush();
            return ExitCode.NOTHING_FOUND;
        } catch (UnreadableSourceException | IOException e) {
            spec.commandLine().getErr().println("execparity backfill: " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    private void fill(ElasticServer server) throws UnreadableSourceException, IOException {
        // Before anything is made on the server.
        Analysis.Settings settings = site.read().settings();
        AuditLogFiles files = AuditLogFiles.of(audit, System.in);
        if (dryRun) {
            tell(run(Backfill.dryRun(server), settings, files));
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
            tell(run(backfill, settings, files));
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

    private static Map<ResultKind, Backfill.Change> run(
            Backfill backfill, Analysis.Settings settings, AuditLogFiles files)
            throws UnreadableSourceException, IOException {
        try (Progress progress = Progress.of("backfill")) {
            new FileBackfill(backfill)
                    .read(
                            settings,
                            files,
                            records -> progress.at(
                                    files.progress().bytesRead(),
                                    files.progress().totalBytes(),
                                    records));
        }
        return backfill.finish();
    }

    private void tell(Map<ResultKind, Backfill.Change> changes) {
        PrintWriter out = spec.commandLine().getOut();
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
        PrintWriter out = spec.commandLine().getOut();
        out.println(TerminalText.UNICODE.of(
                indices.isEmpty() ? "nothing to be " + done : done + " " + String.join(", ", indices)));
    }

    private void sayHowToGoOn() {
        PrintWriter err = spec.commandLine().getErr();
        err.println("execparity backfill: it did not finish, and searches see what they saw; run it again with"
                + " --begin-anew.");
        err.flush();
    }
}
