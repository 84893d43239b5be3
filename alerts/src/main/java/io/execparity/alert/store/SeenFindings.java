package io.execparity.alert.store;

import org.h2.mvstore.MVMap;

/**
 * The ids of the findings that were taken, the latest {@link #MOST}: a finding that comes again, because the job was
 * restarted or tells it in a newer form, is known by its id. To be used within {@link AlertStore#change} only.
 */
public final class SeenFindings {
    /** Some 60 MB on disk. */
    public static final int MOST = 500_000;

    private final MVMap<String, Long> numbers;
    private final MVMap<Long, String> ids;
    private long next;

    public SeenFindings(AlertStore store) {
        this.numbers = store.numbers("seen");
        this.ids = store.numbered("seen-order");
        Long last = ids.lastKey();
        this.next = last == null ? 0 : last + 1;
    }

    /** Whether this is the first time. */
    public boolean add(String id) {
        if (numbers.containsKey(id)) {
            return false;
        }
        numbers.put(id, next);
        ids.put(next, id);
        next++;
        if (numbers.sizeAsLong() > MOST) {
            Long oldest = ids.firstKey();
            numbers.remove(ids.remove(oldest));
        }
        return true;
    }
}
