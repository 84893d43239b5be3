package io.execparity.alert.store;

import io.execparity.alert.notice.Notice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/**
 * What is still to be sent, in order for each receiver. A receiver that is away for long costs room, not memory: at most
 * {@link #MOST} wait for it, and then the second oldest goes, since the oldest may be on its way; what went is counted.
 */
public final class Outbox {
    /** Notices that wait for one receiver. */
    public static final int MOST = 10_000;

    private static final String PREFIX = "outbox/";

    private final AlertStore store;

    public Outbox(AlertStore store) {
        this.store = store;
    }

    /** One that waits. */
    public record Waiting(long number, Notice notice) {}

    /** Puts one behind the others; within {@link AlertStore#change} only. Returns how many had to go. */
    public int add(Notice notice) {
        MVMap<Long, String> waiting = map(notice.route());
        Long last = waiting.lastKey();
        // Numbers go on where the box was emptied, or the key of one that is being taken out could be given again.
        long next = Math.max(last == null ? 0 : last + 1, number(notice.route()));
        waiting.put(next, notice.json());
        store.numbers("outbox-numbers").put(notice.route(), next + 1);
        int gone = 0;
        while (waiting.sizeAsLong() > MOST) {
            waiting.remove(waiting.higherKey(waiting.firstKey()));
            gone++;
        }
        if (gone > 0) {
            store.count("dropped", gone);
        }
        store.wake();
        return gone;
    }

    private long number(String route) {
        Long next = store.numbers("outbox-numbers").get(route);
        return next == null ? 0 : next;
    }

    /** The next one for a receiver. */
    public Optional<Waiting> first(String route) {
        return store.look(() -> {
            MVMap<Long, String> waiting = map(route);
            Long first = waiting.firstKey();
            String json = first == null ? null : waiting.get(first);
            return first == null || json == null
                    ? Optional.<Waiting>empty()
                    : Optional.of(new Waiting(first, Notice.of(json)));
        });
    }

    /** Waits a while for one. */
    public void await(String route, long millis) throws InterruptedException {
        store.await(millis, () -> !map(route).isEmpty());
    }

    /**
     * Takes one out for good.
     *
     * @param outcome counted: {@code delivered} or {@code refused}
     */
    public void done(Waiting sent, String outcome) {
        store.change(() -> {
            map(sent.notice().route()).remove(sent.number());
            store.count(outcome, 1);
            store.count(outcome + "/" + sent.notice().route(), 1);
            return true;
        });
    }

    /** How many wait for a receiver. */
    public long size(String route) {
        return store.look(() -> map(route).sizeAsLong());
    }

    private MVMap<Long, String> map(String route) {
        return store.numbered(PREFIX + route);
    }

    /** Forgets what waits for receivers that are no more, and returns their names. */
    public List<String> keepOnly(Collection<String> routes) {
        List<String> gone = new ArrayList<>();
        for (String name : store.names()) {
            if (name.startsWith(PREFIX) && !routes.contains(name.substring(PREFIX.length()))) {
                gone.add(name.substring(PREFIX.length()));
                store.drop(name);
            }
        }
        return gone;
    }
}
