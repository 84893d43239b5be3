package io.execparity.cli;

import static java.util.Objects.requireNonNull;

import io.execparity.cli.topic.TopicFeed;
import io.execparity.collect.evidence.EvidenceLines;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.dashboard.access.Role;
import io.execparity.dashboard.access.TokenFile;
import io.execparity.dashboard.server.Board;
import io.execparity.dashboard.server.BoardSettings;
import io.execparity.dashboard.store.EvidenceStore;
import io.execparity.dashboard.store.ResultFeed;
import io.execparity.schema.evidence.EvidenceRecord;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The dashboard over the results of a run, or of a fleet. */
@Command(
        name = "serve",
        description =
                "Shows the results of analyze or stream, in a folder, in Kafka or in Elasticsearch, as a dashboard until it"
                        + " is told to stop: on this machine, or for others with TLS and a way to sign in.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0  stopped", "  2  bad usage or unreadable input", "  1  internal failure"},
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    static final int USUAL_PORT = 8321;
    static final String USUAL_TRIAGE = "execparity-triage";

    private static final int HIGHEST_PORT = 65535;
    private static final int BATCH = 2_000;

    @Mixin
    private Console console = new Console();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Source source;

    /** Where results are, or where that is said; or that there is something else to do. */
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

        @Option(names = "--config", paramLabel = "FILE", description = "a YAML file that says all of this, and more")
        private @Nullable Path config;

        @ArgGroup(exclusive = false)
        private @Nullable NewToken newToken;
    }

    /** A token for somebody. */
    static final class NewToken {
        @Option(
                names = "--new-token",
                paramLabel = "NAME",
                required = true,
                description = "only make a token for somebody, and the line for the file of --tokens")
        @SuppressWarnings("NullAway.Init") // required
        private String name;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                description = "what they may do: viewer sees everything, analyst says of findings what they are")
        @SuppressWarnings("NullAway.Init") // required
        private String role;
    }

    @Option(
            names = "--triage",
            paramLabel = "DIR",
            description =
                    "with --topics or --elasticsearch: the folder for what is said of findings (default: ${DEFAULT-VALUE})",
            defaultValue = USUAL_TRIAGE)
    private Path triage = Path.of(USUAL_TRIAGE);

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            arity = "1..*",
            description = "the logs that were analyzed, to show raw records beside what they mean")
    private List<String> audit = List.of();

    @Mixin
    private ListenOptions listen = new ListenOptions();

    @Override
    public Integer call() throws UnreadableSourceException, IOException, InterruptedException {
        if (source.newToken != null) {
            return make(source.newToken);
        }
        serve(config());
        return ExitCode.NOTHING_FOUND;
    }

    private int make(NewToken wanted) {
        Role role = Role.of(wanted.role)
                .orElseThrow(() -> console.badUsage("--role is neither viewer nor analyst: " + wanted.role + "."));
        try {
            TokenFile.Fresh fresh = TokenFile.fresh(wanted.name, role);
            PrintWriter out = console.out();
            out.println("The token, which is shown this once:\n  " + fresh.token());
            out.println("The line for the file of --tokens:\n  " + fresh.line());
            out.flush();
            return ExitCode.NOTHING_FOUND;
        } catch (IllegalArgumentException e) {
            throw console.badUsage("--new-token: " + e.getMessage() + ".");
        }
    }

    private ServeConfig config() throws IOException {
        if (source.config != null) {
            console.requireNothingBesideConfig();
            return new ServeConfigReader(System.getenv()).read(source.config);
        }
        BoardSettings board = listen.read(console.command());
        ElasticSettings elastic = source.elastic == null
                ? null
                : source.elastic.read(console.command(), System.getenv()).forPages();
        return new ServeConfig(source.results, source.topics, elastic, triage, audit, board);
    }

    /** @throws ParameterException for what is no port */
    static void checkPort(int port, CommandLine command) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw Console.badUsage(command, "--port is " + port + ", not 0 to " + HIGHEST_PORT + ".");
        }
    }

    private void serve(ServeConfig config) throws UnreadableSourceException, IOException, InterruptedException {
        AuditLogFiles logs = AuditLogFiles.of(config.audit(), System.in);
        Consumer<String> complaints = sentence -> console.complain(sentence + ".");
        if (config.results() != null) {
            try (StopSignal stop = new StopSignal();
                    Board board = open(config.results(), logs, null, config.board(), complaints)) {
                show(board, config, config.results().toString(), stop);
            }
            return;
        }
        if (config.topics() != null) {
            serve(config, config.topics(), logs, complaints);
            return;
        }
        ElasticSettings settings = requireNonNull(config.elastic());
        try (StopSignal stop = new StopSignal();
                ElasticServer server = new ElasticServer(settings);
                Board board = open(server, config.triage(), logs, config.board(), complaints)) {
            show(board, config, settings.servers().toString(), stop);
        }
    }

    private void serve(ServeConfig config, Path job, AuditLogFiles logs, Consumer<String> complaints)
            throws UnreadableSourceException, IOException, InterruptedException {
        LiveConfig told = new LiveConfigReader(System.getenv()).read(job);
        try (StopSignal stop = new StopSignal();
                TopicFeed feed = new TopicFeed(told, complaints);
                Board board = open(feed, config.triage(), logs, config.board(), complaints)) {
            show(board, config, "the topics of " + job, stop);
        }
    }

    private void show(Board board, ServeConfig config, String what, StopSignal stop) throws InterruptedException {
        console.say(config.board().listening().shown(board.port()) + " shows " + what);
        stop.await();
    }

    /**
     * The dashboard on the loopback address, answering.
     *
     * @param wanted the stamps whose records are kept, null for those that the results name by now
     */
    static Board open(Path results, AuditLogFiles logs, @Nullable Predicate<String> wanted, int port)
            throws UnreadableSourceException, IOException {
        return open(results, logs, wanted, BoardSettings.onLoopback(port), sentence -> {});
    }

    /** The same for whom the settings say. */
    static Board open(
            Path results,
            AuditLogFiles logs,
            @Nullable Predicate<String> wanted,
            BoardSettings settings,
            Consumer<String> complaints)
            throws UnreadableSourceException, IOException {
        Board board = Board.load(results, Clock.systemUTC());
        return started(board, logs, wanted == null ? board.evidence().named() : wanted, settings, complaints);
    }

    /** The same over results that come from elsewhere. All records are kept, up to the most that are. */
    static Board open(
            ResultFeed feed, Path triage, AuditLogFiles logs, BoardSettings settings, Consumer<String> complaints)
            throws UnreadableSourceException, IOException {
        return started(Board.fed(feed, triage, Clock.systemUTC()), logs, stamp -> true, settings, complaints);
    }

    /** The same over the indices of a search server. All records are kept, up to the most that are. */
    static Board open(
            ElasticServer server, Path triage, AuditLogFiles logs, BoardSettings settings, Consumer<String> complaints)
            throws UnreadableSourceException, IOException {
        Board board = Board.over(new ElasticSearches(server), triage, Clock.systemUTC());
        return started(board, logs, stamp -> true, settings, complaints);
    }

    private static Board started(
            Board board,
            AuditLogFiles logs,
            Predicate<String> wanted,
            BoardSettings settings,
            Consumer<String> complaints)
            throws UnreadableSourceException, IOException {
        try {
            readEvidence(logs, board.evidence(), wanted);
            board.start(settings, complaints);
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
