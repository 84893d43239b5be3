package io.execparity.cli;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.server.Board;
import io.execparity.dashboard.store.ResultReplay;
import io.execparity.dashboard.store.StoreException;
import io.execparity.dashboard.terminal.SummaryCollector;
import io.execparity.dashboard.terminal.SummaryTable;
import io.execparity.dashboard.terminal.TerminalStyle;
import io.execparity.dashboard.terminal.WrittenRun;
import io.execparity.schema.text.TerminalText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What ExecParity does, shown on the bundled logs of a real kernel. */
@Command(
        name = "demo",
        description =
                "Analyzes the bundled logs of a real kernel and shows what was found as a dashboard on this machine,"
                        + " the results arriving as they did then. All that it writes is in one folder; started again, it goes on.",
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

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

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
    public Integer call() throws InterruptedException {
        ServeCommand.checkPort(port, spec);
        if (!(speed > 0 && speed <= FASTEST)) {
            throw new ParameterException(
                    spec.commandLine(), "--speed is " + speed + ", not above 0 and at most " + (long) FASTEST + ".");
        }
        try {
            return show();
        } catch (UnreadableSourceException | IOException | StoreException e) {
            spec.commandLine().getErr().println("execparity demo: " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    private int show() throws UnreadableSourceException, IOException, InterruptedException {
        DemoLogs logs = new DemoLogs(corpus);
        List<Path> runs = logs.analyze(data.resolve("runs"), spec.commandLine().getErr());
        Path results = data.resolve("results");
        try (StopSignal stop = new StopSignal();
                ResultReplay replay = ResultReplay.of(runs, results)) {
            if (once) {
                replay.tellAll();
            }
            AuditLogFiles audit = AuditLogFiles.of(logs.audit(), InputStream.nullInputStream());
            try (Board board = ServeCommand.open(results, audit, stamp -> true, port)) {
                say(TerminalText.UNICODE.of("http://localhost:" + board.port() + "/ shows " + results));
                if (once) {
                    return summary(logs, results);
                }
                Thread teller = new Thread(() -> tell(replay, logs, results), "replay");
                teller.setDaemon(true);
                teller.start();
                stop.await();
                teller.interrupt();
                teller.join();
            }
        }
        return ExitCode.NOTHING_FOUND;
    }

    private void tell(ResultReplay replay, DemoLogs logs, Path results) {
        try {
            replay.tell(speed);
            summary(logs, results);
        } catch (IOException e) {
            spec.commandLine().getErr().println("execparity demo: " + ErrorText.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int summary(DemoLogs logs, Path results) throws IOException {
        SummaryCollector summary = new SummaryCollector();
        WrittenRun.read(results, summary);
        try (Stream<String> rejected = Files.lines(results.resolve("rejected.jsonl"))) {
            summary.understood(logs.lines() - rejected.count());
        }
        say(new SummaryTable(TerminalStyle.ofStandardOutput()).text(summary.summary()));
        return summary.wantAttention() > 0 ? ExitCode.FOUND : ExitCode.NOTHING_FOUND;
    }

    private void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
