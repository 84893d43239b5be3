package io.execparity.report;

import io.execparity.dashboard.duck.DuckDatabase;
import io.execparity.dashboard.duck.DuckStore;
import io.execparity.dashboard.store.ResultFolder;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;

/** The results of a folder in a store of their own, for as long as this is open. */
public final class FolderResults implements AutoCloseable {
    private final WorkFolder work;
    private final DuckStore store;

    private FolderResults(WorkFolder work, DuckStore store) {
        this.work = work;
        this.store = store;
    }

    /**
     * Reads them all.
     *
     * @throws IOException where the folder is none of results, or a line in it is none or has no end
     */
    public static FolderResults read(Path folder) throws IOException {
        WorkFolder work = WorkFolder.open("execparity-report");
        try {
            DuckStore store = new DuckStore(DuckDatabase.open(work.path().resolve("store.duckdb")));
            try {
                new ResultFolder(folder, store).readWhole();
                return new FolderResults(work, store);
            } catch (IOException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            work.close();
            throw e;
        }
    }

    public ResultStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        store.close();
        work.close();
    }
}
