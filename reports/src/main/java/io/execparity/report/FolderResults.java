package io.execparity.report;

import io.execparity.dashboard.duck.DuckDatabase;
import io.execparity.dashboard.duck.DuckStore;
import io.execparity.dashboard.store.ResultFolder;
import io.execparity.dashboard.store.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The results of a folder in a store of their own, for as long as this is open. */
public final class FolderResults implements AutoCloseable {
    private final Path work;
    private final DuckStore store;

    private FolderResults(Path work, DuckStore store) {
        this.work = work;
        this.store = store;
    }

    /**
     * Reads them all.
     *
     * @throws IOException where the folder is none of results, or a line in it is none
     */
    public static FolderResults read(Path folder) throws IOException {
        Path work = Files.createTempDirectory("execparity-report");
        try {
            DuckStore store = new DuckStore(DuckDatabase.open(work.resolve("store.duckdb")));
            try {
                new ResultFolder(folder, store).read();
                return new FolderResults(work, store);
            } catch (IOException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            delete(work);
            throw e;
        }
    }

    public ResultStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        store.close();
        delete(work);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
