package io.execparity.dashboard.store;

import io.execparity.schema.message.HostSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The lines of a store that a filter lets through: all of them, or the latest. */
public final class StoreLines implements ResultLines {
    private final ResultStore store;
    private final Filter filter;
    private final long most;
    private boolean leftOut;

    /** @param most how many of each kind are handed over; {@link Long#MAX_VALUE} for all, which are then not held in memory */
    public StoreLines(ResultStore store, Filter filter, long most) {
        this.store = store;
        this.filter = filter;
        this.most = most;
    }

    @Override
    public void each(Results kind, Consumer<String> taker) {
        if (most != Long.MAX_VALUE && store.count(kind, filter) > most) {
            leftOut = true;
            Deque<String> latest = new ArrayDeque<>();
            walk(kind, Order.NEWEST, most, latest::addFirst);
            latest.forEach(line -> take(line, taker));
        } else {
            walk(kind, Order.OLDEST, most, line -> take(line, taker));
        }
    }

    private void walk(Results kind, Order order, long limit, Consumer<String> taker) {
        Optional<Cursor> after = Optional.empty();
        long left = limit;
        do {
            int size = (int) Math.min(left, ResultStore.MOST);
            Page page = store.page(kind, filter, order, after, size);
            page.rows().forEach(row -> taker.accept(row.source()));
            left -= page.rows().size();
            after = page.next();
        } while (after.isPresent() && left > 0);
    }

    private static void take(String line, Consumer<String> taker) {
        try {
            taker.accept(line);
        } catch (IllegalArgumentException e) {
            throw new StoreException("a result is none of ours: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean leftOut() {
        return leftOut;
    }

    @Override
    public List<HostSnapshot> snapshots() {
        return store.snapshots();
    }
}
