package io.execparity.dashboard.duck;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.IndexedResult;
import io.execparity.dashboard.store.Lines;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.ResultStoreContract;
import io.execparity.dashboard.store.Results;
import io.execparity.schema.message.HostRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store is a store. */
final class DuckStoreTest extends ResultStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected ResultStore open() {
        return new DuckStore(DuckDatabase.open(folder.resolve("store.duckdb")));
    }

    @Override
    protected void tell(HostRecord host) {
        ((DuckStore) store).tell(List.of(host));
    }

    @Override
    protected void fill(Results kind, List<IndexedResult> results) {
        ((DuckStore) store).add(kind, results);
    }

    @Test
    void whatWasClearedIsGone() {
        fill(Results.FINDINGS, List.of(Lines.finding("memfd-exec", "a", 1)));
        ((DuckStore) store).clear(Results.FINDINGS);
        assertThat(store.count(Results.FINDINGS, Filter.ALL)).isZero();
    }
}
