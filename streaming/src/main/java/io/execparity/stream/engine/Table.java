package io.execparity.stream.engine;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A part of an engine's state. The heap holds it, or a stream processor does: whoever changes a value that it got puts
 * it back, since a table may hand out copies.
 *
 * @param <K> with equals, hashCode and a natural order, so that eviction is the same everywhere
 */
public interface Table<K extends Comparable<K>, V> {
    @Nullable
    V get(K key);

    void put(K key, V value);

    void remove(K key);

    int size();

    /** Visits every entry, in no order; the visitor must not change the table. */
    void forEach(BiConsumer<? super K, ? super V> visitor);

    void clear();
}
