package io.execparity.dashboard.server;

import static java.util.Objects.requireNonNull;

import io.execparity.dashboard.access.Access;
import io.execparity.dashboard.duck.DuckDatabase;
import io.execparity.dashboard.duck.DuckEvidence;
import io.execparity.dashboard.duck.DuckStore;
import io.execparity.dashboard.elastic.ElasticStore;
import io.execparity.dashboard.elastic.SearchServer;
import io.execparity.dashboard.heartbeat.Heartbeats;
import io.execparity.dashboard.integrity.BootReports;
import io.execparity.dashboard.store.EvidenceStore;
import io.execparity.dashboard.store.ResultFeed;
import io.execparity.dashboard.store.ResultFolder;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.StoreException;
import io.execparity.dashboard.store.WorkFolder;
import io.execparity.dashboard.triage.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Results, of a folder or of a search server, the records behind them, and the server over both. */
public final class Board implements AutoCloseable {
    private static final long LOOK_EVERY_MILLISECONDS = 1_000;
    private static final long PATIENCE_MILLISECONDS = 5_000;

    private final WorkFolder work;
    private final DuckDatabase database;
    private final ResultStore store;
    private final Source source;
    private final DuckEvidence evidence;
    private final Triage triage;
    private final BootReports reports;
    private final Heartbeats beats;
    private final Clock clock;
    private final Thread follower = new Thread(this::follow, "results");
    private final List<FileWatch> watches = new ArrayList<>();
    private @Nullable BoardServer server;

    /** Looks where results come from. */
    private interface Source {
        /** Whether there are others than when it looked last. */
        boolean look() throws IOException;
    }

    private Board(WorkFolder work, DuckDatabase database, ResultStore store, Source source, Path said, Clock clock)
            throws IOException {
        this.work = work;
        this.database = database;
        this.store = store;
        this.source = source;
        this.clock = clock;
        evidence = new DuckEvidence(database);
        triage = new Triage(store, said, clock);
        reports = new BootReports(said.resolve("integrity"));
        beats = new Heartbeats(said.resolve("probe"));
    }

    /**
     * Reads the results of a folder, where what people say of them is kept as well.
     *
     * @throws IOException where the folder is none of results, or a line in it is none
     */
    public static Board load(Path results, Clock clock) throws IOException {
        return open((work, database) -> {
            DuckStore store = new DuckStore(database);
            ResultFolder folder = new ResultFolder(results, store);
            return new Board(work, database, store, folder::read, results, clock);
        });
    }

    /**
     * Over the indices that the live job writes.
     *
     * @param said the folder for what people say of findings; made where there is none
     * @throws IOException where the folder cannot be used
     * @throws StoreException where the server cannot
     */
    public static Board over(SearchServer server, Path said, Clock clock) throws IOException {
        ElasticStore store = new ElasticStore(server);
        AtomicReference<String> seen = new AtomicReference<>("");
        Source source = () -> {
            String now = store.state();
            return !now.equals(seen.getAndSet(now));
        };
        // Before anything is made for a server that is not there.
        source.look();
        Files.createDirectories(said);
        return open((work, database) -> new Board(work, database, store, source, said, clock));
    }

    /**
     * Over results that come from elsewhere into the embedded store, which begins empty.
     *
     * @param said the folder for what people say of findings; made where there is none
     * @throws IOException where the folder cannot be used, or the results cannot be reached
     */
    public static Board fed(ResultFeed feed, Path said, Clock clock) throws IOException {
        Files.createDirectories(said);
        return open((work, database) -> {
            DuckStore store = new DuckStore(database);
            return new Board(work, database, store, () -> feed.read(store), said, clock);
        });
    }

    /** Makes a board around an embedded database, which is for the records at least. */
    private interface Making {
        Board in(WorkFolder work, DuckDatabase database) throws IOException;
    }

    private static Board open(Making making) throws IOException {
        WorkFolder work = WorkFolder.openForOwner("execparity-board");
        try {
            DuckDatabase database = DuckDatabase.open(work.path().resolve("store.duckdb"));
            try {
                Board board = making.in(work, database);
                board.source.look();
                board.triage.apply();
                return board;
            } catch (IOException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            work.close();
            throw e;
        }
    }

    /** Where the records behind the results belong. */
    public EvidenceStore evidence() {
        return evidence;
    }

    /**
     * Begins to answer, and to follow the results, and the files that the settings name.
     *
     * @param complaints takes a sentence for whoever runs the server
     * @throws IOException where the address or a file cannot be used
     */
    public void start(BoardSettings settings, Consumer<String> complaints) throws IOException {
        Access access = new Access(settings.access(), System.getProperty("user.name", "somebody"), clock);
        BoardServer started =
                BoardServer.start(store, evidence, triage, reports, beats, clock, access, settings.listening());
        server = started;
        watches.add(new FileWatch(settings.access().tokens().stream().toList(), access::reload, complaints));
        watches.add(new FileWatch(certificates(settings), started::reloadCertificate, complaints));
        follower.setDaemon(true);
        follower.start();
    }

    private static List<Path> certificates(BoardSettings settings) {
        return settings.listening().tls().stream()
                .flatMap(tls -> Stream.of(tls.certificate(), tls.key()))
                .toList();
    }

    private void follow() {
        BoardServer told = requireNonNull(server);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(LOOK_EVERY_MILLISECONDS);
                watches.forEach(FileWatch::look);
                if (source.look()) {
                    triage.apply();
                    told.resultsChanged();
                }
                if (triage.expire()) {
                    told.resultsChanged();
                }
            } catch (IOException | StoreException e) {
                told.resultsFailed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Every address of the API, as {@code GET /api/v1/findings/{id}}. */
    public Set<String> routes() {
        return requireNonNull(server, "not started").routes();
    }

    public int port() {
        return requireNonNull(server, "not started").port();
    }

    @Override
    public synchronized void close() {
        follower.interrupt();
        try {
            follower.join(PATIENCE_MILLISECONDS);
            if (server != null) {
                server.close();
                server = null;
            }
            store.close();
            database.close();
            work.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new StoreException(work.path() + " cannot be deleted", e);
        }
    }
}
