package io.execparity.dashboard.server;

import static java.util.Objects.requireNonNull;

import io.execparity.dashboard.duck.DuckDatabase;
import io.execparity.dashboard.duck.DuckEvidence;
import io.execparity.dashboard.duck.DuckStore;
import io.execparity.dashboard.store.EvidenceStore;
import io.execparity.dashboard.store.ResultFolder;
import io.execparity.dashboard.store.StoreException;
import io.execparity.dashboard.triage.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of results, the embedded store that it is read into, and the server over both. */
public final class Board implements AutoCloseable {
    private static final long LOOK_EVERY_MILLISECONDS = 1_000;
    private static final long PATIENCE_MILLISECONDS = 5_000;

    private final Path work;
    private final DuckStore store;
    private final DuckEvidence evidence;
    private final ResultFolder folder;
    private final Triage triage;
    private final Clock clock;
    private final Thread follower = new Thread(this::follow, "results");
    private @Nullable BoardServer server;

    private Board(Path work, Path results, Clock clock) throws IOException {
        this.work = work;
        this.clock = clock;
        DuckDatabase database = DuckDatabase.open(work.resolve("store.duckdb"));
        store = new DuckStore(database);
        evidence = new DuckEvidence(database);
        folder = new ResultFolder(results, store);
        triage = new Triage(store, results, clock, System.getProperty("user.name", "somebody"));
    }

    /**
     * Reads the results.
     *
     * @throws IOException where the folder is none of results, or a line in it is none
     */
    public static Board load(Path results, Clock clock) throws IOException {
        Path work = Files.createTempDirectory("execparity-board");
        try {
            Board board = new Board(work, results, clock);
            board.folder.read();
            board.triage.apply();
            return board;
        } catch (IOException | RuntimeException e) {
            delete(work);
            throw e;
        }
    }

    /** Where the records behind the results belong. */
    public EvidenceStore evidence() {
        return evidence;
    }

    /**
     * Begins to answer, and to follow the folder.
     *
     * @param port 0 for one that is free
     */
    public void start(int port) throws IOException {
        server = BoardServer.start(store, evidence, triage, clock, port);
        follower.setDaemon(true);
        follower.start();
    }

    private void follow() {
        BoardServer told = requireNonNull(server);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(LOOK_EVERY_MILLISECONDS);
                if (folder.read()) {
                    triage.apply();
                    told.resultsChanged();
                }
            } catch (IOException | StoreException e) {
                told.resultsFailed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
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
            delete(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new StoreException(work + " cannot be deleted", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
