package io.execparity.stream.flink;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.StateStore;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;

/** The state of the host that is Flink's current key, whichever that is. */
final class KeyedStore implements StateStore {
    private final MapState<Bytes, byte[]> entries;
    private final Predicate<Bytes> others;
    private final LongConsumer written;

    /**
     * @param others whether a key's entry is not of the store's
     * @param written told of every entry's bytes
     */
    KeyedStore(MapState<Bytes, byte[]> entries, Predicate<Bytes> others, LongConsumer written) {
        this.entries = entries;
        this.others = others;
        this.written = written;
    }

    @Override
    public void put(Bytes key, byte[] value) {
        try {
            entries.put(key, value);
            written.accept(key.length() + value.length);
        } catch (Exception e) { // whatever the backend throws
            throw new FlinkRuntimeException("a host's state cannot be written", e);
        }
    }

    @Override
    public void remove(Bytes key) {
        try {
            entries.remove(key);
        } catch (Exception e) { // whatever the backend throws
            throw new FlinkRuntimeException("a host's state cannot be removed", e);
        }
    }

    @Override
    public void forEach(BiConsumer<Bytes, byte[]> visitor) {
        try {
            for (Map.Entry<Bytes, byte[]> entry : entries.entries()) {
                if (!others.test(entry.getKey())) {
                    visitor.accept(entry.getKey(), entry.getValue());
                }
            }
        } catch (Exception e) { // whatever the backend throws
            throw new FlinkRuntimeException("a host's state cannot be read", e);
        }
    }
}
