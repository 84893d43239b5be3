package io.execparity.dashboard.duck;

import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.ResultStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store is a store. */
final class DuckStoreTest extends ResultStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected ResultStore open() {
        return new DuckStore(DuckDatabase.open(folder.resolve("store.duckdb")));
    }
}
