package io.execparity.stream.state;

import io.execparity.schema.text.Bytes;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A store that is a map. */
public final class MapStore implements StateStore {
    private final Map<Bytes, byte[]> entries = new TreeMap<>();

    @Override
    public void put(Bytes key, byte[] value) {
        entries.put(key, value);
    }

    @Override
    public void remove(Bytes key) {
        entries.remove(key);
    }

    @Override
    public void forEach(BiConsumer<Bytes, byte[]> visitor) {
        entries.forEach(visitor);
    }

    public int size() {
        return entries.size();
    }

    /** Keys and values together. */
    public long bytes() {
        return entries.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length)
                .sum();
    }
}
