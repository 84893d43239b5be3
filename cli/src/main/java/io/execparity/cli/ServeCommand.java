package io.execparity.cli;

import io.execparity.collect.evidence.EvidenceLines;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.server.Board;
import io.execparity.dashboard.store.EvidenceStore;
import io.execparity.dashboard.store.StoreException;
import io.execparity.schema.evidence.EvidenceRecord;
import io.execparity.schema.text.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The dashboard over the results of a run. */
@Command(
        name = "serve",
        description =
                "Shows the results of analyze or stream as a dashboard on this machine, until it is told to stop.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  stopped", "  2  bad usage or unreadable input", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65535;
    private static final int BATCH = 2_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            required = true,
            description = "the folder that analyze or stream wrote to; it is followed")
    @SuppressWarnings("NullAway.Init") // required
    private Path results;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            arity = "1..*",
            description = "the logs that were analyzed, to show raw records beside what they mean")
    private List<String> audit = List.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "on the loopback address; 0 is one that is free (default: ${DEFAULT-VALUE})",
            defaultValue = "8321")
    private int port = 8321;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port is " + port + ", not 0 to " + HIGHEST_PORT + ".");
        }
        try {
            serve();
            return ExitCode.NOTHING_FOUND;
        } catch (UnreadableSourceException | IOException | StoreException e) {
            spec.commandLine().getErr().println("execparity serve: " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    private void serve() throws UnreadableSourceException, IOException, InterruptedException {
        AuditLogFiles logs = AuditLogFiles.of(audit, System.in);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (Board board = open(results, logs, port)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(TerminalText.UNICODE.of("http://localhost:" + board.port() + "/ shows " + results));
            out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                told.countDown();
                await(closed);
            }));
            told.await();
        } finally {
            closed.countDown();
        }
    }

    /** The dashboard, answering. */
    static Board open(Path results, AuditLogFiles logs, int port) throws UnreadableSourceException, IOException {
        Board board = Board.load(results, Clock.systemUTC());
        try {
            readEvidence(logs, board.evidence());
            board.start(port);
            return board;
        } catch (UnreadableSourceException | IOException | RuntimeException e) {
            board.close();
            throw e;
        }
    }

    /** The machine ends when its hooks do, and the store is to be closed before. */
    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void readEvidence(AuditLogFiles logs, EvidenceStore store) throws UnreadableSourceException {
        List<EvidenceRecord> batch = new ArrayList<>(BATCH);
        EvidenceLines lines = new EvidenceLines(store.named(), record -> {
            batch.add(record);
            if (batch.size() == BATCH) {
                store.addRecords(List.copyOf(batch));
                batch.clear();
            }
        });
        lines.read(logs);
        store.addRecords(batch);
    }
}
