package io.execparity.stream.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table that forgets what has been idle longest once it holds too much. Which entries go depends only on when they
 * were last used and on their keys, so every run over the same events forgets the same ones.
 */
final class BoundedTable<K extends Comparable<K>, V> {
    private final Table<K, V> table;
    private final int limit;
    private final ToLongFunction<V> lastUsed;

    /**
     * @param limit how many entries are kept at most
     * @param lastUsed when an entry was last used, in engine milliseconds
     */
    BoundedTable(Table<K, V> table, int limit, ToLongFunction<V> lastUsed) {
        this.table = table;
        this.limit = limit;
        this.lastUsed = lastUsed;
    }

    @Nullable
    V get(K key) {
        return table.get(key);
    }

    void put(K key, V value) {
        table.put(key, value);
        if (table.size() > limit) {
            forgetIdle();
        }
    }

    void remove(K key) {
        table.remove(key);
    }

    void clear() {
        table.clear();
    }

    int size() {
        return table.size();
    }

    void forEachKey(Consumer<? super K> visitor) {
        table.forEach((key, value) -> visitor.accept(key));
    }

    /** Forgets every entry last used before {@code before}. */
    void expire(long before) {
        List<K> idle = new ArrayList<>();
        table.forEach((key, value) -> {
            if (lastUsed.applyAsLong(value) < before) {
                idle.add(key);
            }
        });
        idle.forEach(table::remove);
    }

    private void forgetIdle() {
        record Candidate<T extends Comparable<T>>(long used, T key) {}
        List<Candidate<K>> candidates = new ArrayList<>(table.size());
        table.forEach((key, value) -> candidates.add(new Candidate<>(lastUsed.applyAsLong(value), key)));
        candidates.sort(Comparator.<Candidate<K>>comparingLong(Candidate::used).thenComparing(Candidate::key));
        for (Candidate<K> candidate : candidates.subList(0, candidates.size() - limit * 3 / 4)) {
            table.remove(candidate.key());
        }
    }
}
