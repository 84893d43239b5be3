package io.execparity.stream.state;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
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

    /** The whole store in one piece: for each entry a message (1) of its key (1) and its value (2). */
    public byte[] toBytes() {
        StateWriter out = new StateWriter();
        entries.forEach((key, value) -> out.message(1, entry -> {
            entry.bytes(1, key.toArray());
            entry.bytes(2, value);
        }));
        return out.toByteArray();
    }

    /** The store that {@link #toBytes} wrote. */
    public static MapStore of(byte[] bytes) throws UnreadableStateException {
        MapStore store = new MapStore();
        StateReader all = new StateReader(bytes);
        while (all.next()) {
            StateReader entry = all.message();
            entry.next();
            Bytes key = Bytes.view(entry.bytes());
            entry.next();
            store.put(key, entry.bytes());
        }
        return store;
    }
}
