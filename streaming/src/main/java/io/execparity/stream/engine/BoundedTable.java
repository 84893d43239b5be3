package io.execparity.stream.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table that forgets what has been idle longest once it holds too much. Which entries go depends only on when they
 * were last used and on their keys, so every run over the same events forgets the same ones.
 */
final class BoundedTable<K extends Comparable<K>, V> implements StateRoom.Tenant {
    private final Table<K, V> table;
    private final StateRoom room;
    private final int limit;
    private final ToLongFunction<V> lastUsed;
    private final ToIntBiFunction<K, V> weight;
    /** What each entry weighed when it was last put. */
    private final Map<K, Weight> weights = new HashMap<>();

    private Consumer<? super V> onForgotten = value -> {};
    private long bytes;

    private static final class Weight {
        private int bytes;
    }

    /**
     * @param limit how many entries are kept at most
     * @param lastUsed when an entry was last used, in engine milliseconds
     * @param weight about how many bytes an entry takes
     */
    BoundedTable(
            Table<K, V> table, StateRoom room, int limit, ToLongFunction<V> lastUsed, ToIntBiFunction<K, V> weight) {
        this.table = table;
        this.room = room;
        this.limit = limit;
        this.lastUsed = lastUsed;
        this.weight = weight;
        table.forEach(this::weigh);
        room.admit(this);
    }

    /** @param listener told of what is forgotten, though not of what is removed; it must not change any table */
    void onForgotten(Consumer<? super V> listener) {
        onForgotten = listener;
    }

    private int weigh(K key, V value) {
        int now = weight.applyAsInt(key, value);
        Weight known = weights.get(key);
        if (known == null) {
            known = new Weight();
            weights.put(key, known);
        }
        int more = now - known.bytes;
        known.bytes = now;
        bytes += more;
        return more;
    }

    @Nullable
    V get(K key) {
        return table.get(key);
    }

    void put(K key, V value) {
        table.put(key, value);
        int more = weigh(key, value);
        if (table.size() > limit) {
            forgetIdle(limit / 4 * 3);
        }
        room.changed(more);
    }

    void remove(K key) {
        table.remove(key);
        Weight weighed = weights.remove(key);
        if (weighed != null) {
            bytes -= weighed.bytes;
            room.changed(-weighed.bytes);
        }
    }

    void clear() {
        table.clear();
        weights.clear();
        room.changed(-bytes);
        bytes = 0;
    }

    int size() {
        return table.size();
    }

    void forEachKey(Consumer<? super K> visitor) {
        table.forEach((key, value) -> visitor.accept(key));
    }

    void forEachValue(Consumer<? super V> visitor) {
        table.forEach((key, value) -> visitor.accept(value));
    }

    /** Forgets every entry last used before {@code before}. */
    void expire(long before) {
        List<K> idle = new ArrayList<>();
        table.forEach((key, value) -> {
            if (lastUsed.applyAsLong(value) < before) {
                idle.add(key);
            }
        });
        idle.forEach(this::forget);
    }

    private void forget(K key) {
        V value = table.get(key);
        remove(key);
        if (value != null) {
            onForgotten.accept(value);
        }
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void giveUp() {
        forgetIdle(table.size() / 4 * 3);
    }

    private void forgetIdle(int kept) {
        record Candidate<T extends Comparable<T>>(long used, T key) {}
        List<Candidate<K>> candidates = new ArrayList<>(table.size());
        table.forEach((key, value) -> candidates.add(new Candidate<>(lastUsed.applyAsLong(value), key)));
        candidates.sort(Comparator.<Candidate<K>>comparingLong(Candidate::used).thenComparing(Candidate::key));
        for (Candidate<K> candidate : candidates.subList(0, candidates.size() - kept)) {
            forget(candidate.key());
        }
    }
}
