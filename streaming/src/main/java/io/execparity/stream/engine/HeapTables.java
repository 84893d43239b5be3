package io.execparity.stream.engine;

import io.execparity.stream.state.Codec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Tables that are hash maps. */
final class HeapTables implements Tables {
    private final StateRoom room;

    HeapTables(StateRoom room) {
        this.room = room;
    }

    @Override
    public StateRoom room() {
        return room;
    }

    @Override
    public <K extends Comparable<K>, V> Table<K, V> table(String name, Codec<K> keys, Codec<V> values) {
        return new HeapTable<>();
    }

    private static final class HeapTable<K extends Comparable<K>, V> implements Table<K, V> {
        private final Map<K, V> entries = new HashMap<>();

        @Override
        public @Nullable V get(K key) {
            return entries.get(key);
        }

        @Override
        public void put(K key, V value) {
            entries.put(key, value);
        }

        @Override
        public void remove(K key) {
            entries.remove(key);
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public void forEach(BiConsumer<? super K, ? super V> visitor) {
            entries.forEach(visitor);
        }

        @Override
        public void clear() {
            entries.clear();
        }
    }
}
