package io.execparity.report.gather;

import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import java.util.Optional;
import java.util.function.Consumer;

/** All rows that a filter lets through, page by page, the oldest first. */
public final class Rows {
    private Rows() {}

    /**
     * Hands over each row.
     *
     * @param most after how many it stops
     * @return how many there are that were not handed over
     */
    public static long each(ResultStore store, Results of, Filter filter, long most, Consumer<Row> consumer) {
        Optional<Cursor> after = Optional.empty();
        long told = 0;
        Page page;
        do {
            int limit = (int) Math.min(ResultStore.MOST, most - told);
            page = store.page(of, filter, Order.OLDEST, after, limit);
            page.rows().forEach(consumer);
            told += page.rows().size();
            after = page.next();
        } while (after.isPresent() && told < most);
        return Math.max(0, page.total() - told);
    }
}
