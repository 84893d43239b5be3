package io.execparity.cli;

import static java.util.Objects.requireNonNull;

import io.execparity.cli.topic.TopicFeed;
import io.execparity.collect.evidence.EvidenceLines;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.server.Board;
import io.execparity.dashboard.store.EvidenceStore;
import io.execparity.dashboard.store.ResultFeed;
import io.execparity.dashboard.store.StoreException;
import io.execparity.schema.evidence.EvidenceRecord;
import io.execparity.schema.text.TerminalText;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.ElasticSettings;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfigReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The dashboard over the results of a run, or of a fleet. */
@Command(
        name = "serve",
        description =
                "Shows the results of analyze or stream, in a folder, in Kafka or in Elasticsearch, as a dashboard on this"
                        + " machine, until it is told to stop.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  stopped", "  2  bad usage or unreadable input", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65535;
    private static final int BATCH = 2_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Source source;

    /** Where results are: one of the three. */
    static final class Source {
        @Option(
                names = "--results",
                paramLabel = "DIR",
                description = "the folder that analyze or stream wrote to; it is followed")
        private @Nullable Path results;

        @Option(
                names = "--topics",
                paramLabel = "FILE",
                description = "the file of the job whose topics are read, from their beginning, and followed")
        private @Nullable Path topics;

        @ArgGroup(exclusive = false)
        private @Nullable ElasticOptions elastic;
    }

    @Option(
            names = "--triage",
            paramLabel = "DIR",
            description =
                    "with --topics or --elasticsearch: the folder for what is said of findings (default: ${DEFAULT-VALUE})",
            defaultValue = "execparity-triage")
    private Path triage = Path.of("execparity-triage");

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
        checkPort(port, spec);
        try {
            serve();
            return ExitCode.NOTHING_FOUND;
        } catch (UnreadableSourceException | IOException | StoreException e) {
            spec.commandLine().getErr().println("execparity serve: " + ErrorText.of(e));
            return ExitCode.UNUSABLE;
        }
    }

    /** @throws ParameterException for what is no port */
    static void checkPort(int port, CommandSpec spec) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port is " + port + ", not 0 to " + HIGHEST_PORT + ".");
        }
    }

    private void serve() throws UnreadableSourceException, IOException, InterruptedException {
        AuditLogFiles logs = AuditLogFiles.of(audit, System.in);
        if (source.results != null) {
            try (StopSignal stop = new StopSignal();
                    Board board = open(source.results, logs, null, port)) {
                show(board, source.results.toString(), stop);
            }
            return;
        }
        if (source.topics != null) {
            serveTopics(source.topics, logs);
            return;
        }
        ElasticSettings settings = requireNonNull(source.elastic)
                .read(spec.commandLine(), System.getenv())
                .forPages();
        try (StopSignal stop = new StopSignal();
                ElasticServer server = new ElasticServer(settings);
                Board board = open(server, triage, logs, port)) {
            show(board, settings.servers().toString(), stop);
        }
    }

    private void serveTopics(Path file, AuditLogFiles logs)
            throws UnreadableSourceException, IOException, InterruptedException {
        LiveConfig config = new LiveConfigReader(System.getenv()).read(file);
        try (StopSignal stop = new StopSignal();
                TopicFeed feed = new TopicFeed(config, this::complain);
                Board board = open(feed, triage, logs, port)) {
            show(board, "the topics of " + file, stop);
        }
    }

    private void complain(String sentence) {
        spec.commandLine().getErr().println("execparity serve: " + TerminalText.UNICODE.of(sentence));
        spec.commandLine().getErr().flush();
    }

    private void show(Board board, String what, StopSignal stop) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(TerminalText.UNICODE.of("http://localhost:" + board.port() + "/ shows " + what));
        out.flush();
        stop.await();
    }

    /**
     * The dashboard, answering.
     *
     * @param wanted the stamps whose records are kept, null for those that the results name by now
     */
    static Board open(Path results, AuditLogFiles logs, @Nullable Predicate<String> wanted, int port)
            throws UnreadableSourceException, IOException {
        Board board = Board.load(results, Clock.systemUTC());
        return started(board, logs, wanted == null ? board.evidence().named() : wanted, port);
    }

    /** The same over results that come from elsewhere. All records are kept, up to the most that are. */
    static Board open(ResultFeed feed, Path triage, AuditLogFiles logs, int port)
            throws UnreadableSourceException, IOException {
        return started(Board.fed(feed, triage, Clock.systemUTC()), logs, stamp -> true, port);
    }

    /** The same over the indices of a search server. All records are kept, up to the most that are. */
    static Board open(ElasticServer server, Path triage, AuditLogFiles logs, int port)
            throws UnreadableSourceException, IOException {
        Board board = Board.over(new ElasticSearches(server), triage, Clock.systemUTC());
        return started(board, logs, stamp -> true, port);
    }

    private static Board started(Board board, AuditLogFiles logs, Predicate<String> wanted, int port)
            throws UnreadableSourceException, IOException {
        try {
            readEvidence(logs, board.evidence(), wanted);
            board.start(port);
            return board;
        } catch (UnreadableSourceException | IOException | RuntimeException e) {
            board.close();
            throw e;
        }
    }

    private static void readEvidence(AuditLogFiles logs, EvidenceStore store, Predicate<String> wanted)
            throws UnreadableSourceException {
        List<EvidenceRecord> batch = new ArrayList<>(BATCH);
        EvidenceLines lines = new EvidenceLines(wanted, record -> {
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
