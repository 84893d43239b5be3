package io.execparity.stream;

import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.engine.StateRoom;
import io.execparity.stream.engine.Table;
import io.execparity.stream.engine.Tables;
import io.execparity.stream.state.Codec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Tables that keep bytes and hand out another copy each time: a change that is not put back is lost. */
final class CopyingTables implements Tables {
    private final StateRoom room = StateRoom.ofHeap();

    @Override
    public StateRoom room() {
        return room;
    }

    @Override
    public <K extends Comparable<K>, V> Table<K, V> table(String name, Codec<K> keys, Codec<V> values) {
        return new CopyingTable<>(values);
    }

    private static final class CopyingTable<K extends Comparable<K>, V> implements Table<K, V> {
        private final Codec<V> values;
        private final Map<K, byte[]> entries = new HashMap<>();

        CopyingTable(Codec<V> values) {
            this.values = values;
        }

        private V copy(byte[] saved) {
            try {
                return values.fromBytes(saved);
            } catch (UnreadableStateException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public @Nullable V get(K key) {
            byte[] saved = entries.get(key);
            return saved == null ? null : copy(saved);
        }

        @Override
        public void put(K key, V value) {
            entries.put(key, values.toBytes(value));
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
            entries.forEach((key, saved) -> visitor.accept(key, copy(saved)));
        }

        @Override
        public void clear() {
            entries.clear();
        }
    }
}
