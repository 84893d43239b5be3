package io.execparity.stream.state;

import io.execparity.schema.text.Bytes;
import java.util.function.BiConsumer;

/**
 * Where one host's state outlives the program: entries under keys. A stream processor's keyed state stands behind it, or
 * a map.
 */
public interface StateStore {
    void put(Bytes key, byte[] value);

    /** Removes an entry, which need not be there. */
    void remove(Bytes key);

    /** Visits every entry; the visitor must not change the store. */
    void forEach(BiConsumer<Bytes, byte[]> visitor);
}
