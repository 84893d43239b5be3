package io.execparity.cli;

import io.execparity.cli.demo.DemoFolder;
import io.execparity.cli.demo.DemoPipeline;
import io.execparity.cli.demo.RecordedHosts;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.server.Board;
import io.execparity.dashboard.server.BoardSettings;
import io.execparity.dashboard.terminal.SummaryCollector;
import io.execparity.dashboard.terminal.SummaryTable;
import io.execparity.dashboard.terminal.TerminalStyle;
import io.execparity.dashboard.terminal.WrittenRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What ExecParity does, shown on the bundled logs of a real kernel. */
@Command(
        name = "demo",
        description =
                "Lets the bundled logs of a real kernel be written anew and takes them the whole way, by agents, Kafka and the"
                        + " Flink job to a dashboard, all of it on this machine. All that it writes is in one folder; started"
                        + " again, it goes on.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  stopped",
            "  3  --once, and something of class bypass or alert, or critical, was found",
            "  2  bad usage or unreadable input",
            "  1  internal failure"
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final double FASTEST = 1_000_000;

    /** When the launcher was called, seconds of the epoch. */
    private static final String STARTED = "execparity.started";

    @Mixin
    private Console console = new Console();

    @Option(names = "--once", description = "end after the summary")
    private boolean once;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "on the loopback address; 0 is one that is free (default: ${DEFAULT-VALUE})",
            defaultValue = "8321")
    private int port = 8321;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "how many seconds of the logs pass in one (default: ${DEFAULT-VALUE})",
            defaultValue = "10")
    private double speed = 10;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the folder for everything that is written (default: ${DEFAULT-VALUE})",
            defaultValue = "execparity-demo")
    private Path data = Path.of("execparity-demo");

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description = "the folder of the bundled logs (default: that of the checkout)",
            defaultValue = "${sys:execparity.corpus:-corpus}")
    private Path corpus = Path.of("corpus");

    @Override
    public Integer call() throws UnreadableSourceException, IOException, InterruptedException {
        ServeCommand.checkPort(port, console.command());
        if (!(speed > 0 && speed <= FASTEST)) {
            throw console.badUsage("--speed is " + speed + ", not above 0 and at most " + (long) FASTEST + ".");
        }
        RecordedHosts hosts = new RecordedHosts(corpus);
        try (StopSignal stop = new StopSignal();
                DemoFolder folder = DemoFolder.open(data)) {
            AuditLogFiles audit = AuditLogFiles.of(hosts.audit(), InputStream.nullInputStream());
            if (!folder.isFinished()) {
                return play(hosts, folder, audit, stop);
            }
            try (Board board = ServeCommand.open(folder.results(), audit, stamp -> true, port)) {
                sayWhere(board);
                int exitCode = summary(hosts, folder);
                if (!once) {
                    stop.await();
                }
                return once ? exitCode : ExitCode.NOTHING_FOUND;
            }
        }
    }

    private int play(RecordedHosts hosts, DemoFolder folder, AuditLogFiles audit, StopSignal stop)
            throws UnreadableSourceException, IOException, InterruptedException {
        try (DemoPipeline pipeline = DemoPipeline.begin(folder, hosts, console::complain);
                Board board = ServeCommand.open(
                        pipeline, folder.results(), audit, BoardSettings.onLoopback(port), console::complain)) {
            sayWhere(board);
            CompletableFuture<Integer> outcome = new CompletableFuture<>();
            Thread player = new Thread(() -> play(pipeline, hosts, folder, stop, outcome), "replay");
            player.start();
            stop.await();
            player.interrupt();
            player.join();
            return outcome.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("the replay failed", e.getCause());
        }
    }

    /** A dashboard that nothing comes to any more is of no use, unless everything came. */
    private void play(
            DemoPipeline pipeline,
            RecordedHosts hosts,
            DemoFolder folder,
            StopSignal stop,
            CompletableFuture<Integer> outcome) {
        try {
            pipeline.play(once ? FASTEST : speed);
            int exitCode = summary(hosts, folder);
            outcome.complete(once ? exitCode : ExitCode.NOTHING_FOUND);
            if (once) {
                stop.tell();
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            if (stop.isTold()) {
                outcome.complete(ExitCode.NOTHING_FOUND);
            } else {
                outcome.completeExceptionally(e);
                stop.tell();
            }
        }
    }

    private int summary(RecordedHosts hosts, DemoFolder folder) throws IOException {
        SummaryCollector summary = new SummaryCollector();
        WrittenRun.read(folder.results(), summary);
        try (Stream<String> rejected = Files.lines(folder.results().resolve("rejected.jsonl"))) {
            summary.understood(hosts.lines() - rejected.count());
        }
        console.print(new SummaryTable(TerminalStyle.ofStandardOutput()).text(summary.summary()) + "\n");
        return summary.wantAttention() > 0 ? ExitCode.FOUND : ExitCode.NOTHING_FOUND;
    }

    private void sayWhere(Board board) {
        String started = System.getProperty(STARTED, "");
        String took = started.isEmpty()
                ? ""
                : ", " + (System.currentTimeMillis() / 1000 - Long.parseLong(started)) + " s after it was called";
        console.say("http://localhost:" + board.port() + "/ answers" + took);
    }
}
