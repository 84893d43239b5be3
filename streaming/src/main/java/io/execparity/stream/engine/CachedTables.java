package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.Codec;
import io.execparity.stream.state.Parts;
import io.execparity.stream.state.StateStore;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One host's tables on the heap, in front of a store: everything is read at the beginning, and {@link #flush} writes what
 * was put or removed since the last time and nothing else. Entries of tables that this build has not got stay in the
 * store as they are.
 *
 * <p>A key in the store is a message of the table's name (1) and the entry's key (2).
 */
public final class CachedTables implements Tables {
    private static final int TABLE = 1;
    private static final int KEY = 2;

    private final StateRoom room;
    private final StateStore store;
    private final List<CachedTable<?, ?>> tables = new ArrayList<>();
    /** What was in the store at the beginning, by table; a table takes its own when it is made. */
    private final Map<String, List<Saved>> unclaimed = new HashMap<>();

    private record Saved(Bytes key, Bytes value) {}

    /**
     * Reads the store.
     *
     * @throws UnreadableStateException where a key in it is no key of an entry
     */
    public CachedTables(StateRoom room, StateStore store) throws UnreadableStateException {
        this.room = room;
        this.store = store;
        Map<Bytes, byte[]> entries = new HashMap<>();
        store.forEach(entries::put);
        for (Map.Entry<Bytes, byte[]> entry : entries.entrySet()) {
            claim(entry.getKey().toArray(), entry.getValue());
        }
    }

    private void claim(byte[] storeKey, byte[] value) throws UnreadableStateException {
        StateReader in = new StateReader(storeKey);
        String table = "";
        Bytes key = Bytes.EMPTY;
        while (in.next()) {
            switch (in.tag()) {
                case TABLE -> table = in.text();
                case KEY -> key = Parts.bytes(in);
                default -> {}
            }
        }
        unclaimed.computeIfAbsent(table, unused -> new ArrayList<>()).add(new Saved(key, Bytes.view(value)));
    }

    @Override
    public StateRoom room() {
        return room;
    }

    /** @throws UncheckedIOException with an {@link UnreadableStateException} where what the store has is no such table */
    @Override
    public <K extends Comparable<K>, V> Table<K, V> table(String name, Codec<K> keys, Codec<V> values) {
        CachedTable<K, V> table = new CachedTable<>(name, keys, values);
        try {
            List<Saved> saved = unclaimed.remove(name);
            for (Saved entry : saved == null ? List.<Saved>of() : saved) {
                table.load(entry);
            }
        } catch (UnreadableStateException e) {
            throw new UncheckedIOException(
                    "The saved table " + name + " of a host cannot be read: " + e.getMessage(), e);
        }
        tables.add(table);
        return table;
    }

    /** True where something is not in the store yet. */
    public boolean changed() {
        return tables.stream().anyMatch(CachedTable::changed);
    }

    /** Brings the store up to date; returns how many entries were written or removed. */
    public int flush() {
        int changes = 0;
        for (CachedTable<?, ?> table : tables) {
            changes += table.flush();
        }
        return changes;
    }

    private static Bytes storeKey(String table, byte[] key) {
        StateWriter out = new StateWriter();
        out.text(TABLE, table);
        out.bytes(KEY, key);
        return Bytes.view(out.toByteArray());
    }

    private static final class Entry<V> {
        private V value;
        private boolean dirty;

        Entry(V value) {
            this.value = value;
        }
    }

    private final class CachedTable<K extends Comparable<K>, V> implements Table<K, V> {
        private final String name;
        private final Codec<K> keys;
        private final Codec<V> values;
        private final Map<K, Entry<V>> entries = new HashMap<>();
        private final List<K> dirty = new ArrayList<>();
        private final Set<K> removed = new HashSet<>();

        CachedTable(String name, Codec<K> keys, Codec<V> values) {
            this.name = name;
            this.keys = keys;
            this.values = values;
        }

        void load(Saved saved) throws UnreadableStateException {
            entries.put(
                    keys.fromBytes(saved.key().toArray()),
                    new Entry<>(values.fromBytes(saved.value().toArray())));
        }

        @Override
        public @Nullable V get(K key) {
            Entry<V> entry = entries.get(key);
            return entry == null ? null : entry.value;
        }

        @Override
        public void put(K key, V value) {
            Entry<V> entry = entries.get(key);
            if (entry == null) {
                entry = new Entry<>(value);
                entries.put(key, entry);
            }
            entry.value = value;
            if (!entry.dirty) {
                entry.dirty = true;
                dirty.add(key);
            }
        }

        @Override
        public void remove(K key) {
            if (entries.remove(key) != null) {
                removed.add(key);
            }
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public void forEach(BiConsumer<? super K, ? super V> visitor) {
            entries.forEach((key, entry) -> visitor.accept(key, entry.value));
        }

        @Override
        public void clear() {
            removed.addAll(entries.keySet());
            entries.clear();
        }

        boolean changed() {
            return !dirty.isEmpty() || !removed.isEmpty();
        }

        /** An entry that was removed and put again is dirty and stands among the removed: it is written. */
        int flush() {
            int changes = 0;
            for (K key : removed) {
                if (!entries.containsKey(key)) {
                    store.remove(storeKey(name, keys.toBytes(key)));
                    changes++;
                }
            }
            removed.clear();
            for (K key : dirty) {
                Entry<V> entry = entries.get(key);
                if (entry != null && entry.dirty) {
                    entry.dirty = false;
                    store.put(storeKey(name, keys.toBytes(key)), values.toBytes(entry.value));
                    changes++;
                }
            }
            dirty.clear();
            return changes;
        }
    }
}
