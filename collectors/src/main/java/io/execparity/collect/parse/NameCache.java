package io.execparity.collect.parse;

import io.execparity.schema.text.Bytes;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same object for the same bytes without making a string first. Names come from lines that anybody may have
 * forged, so the number kept is bounded; names beyond it are made anew each time.
 */
final class NameCache<T> {
    private static final int SLOTS = 1024;
    private static final int MOST_KEPT = 512;
    private static final int PROBES = 8;

    private final Function<String, T> maker;
    private final @Nullable Entry<T>[] entries;
    private int kept;

    @SuppressWarnings({"unchecked", "rawtypes"})
    NameCache(Function<String, T> maker) {
        this.maker = maker;
        this.entries = new Entry[SLOTS];
    }

    private static final class Entry<T> {
        private final byte[] name;
        private final T value;

        Entry(byte[] name, T value) {
            this.name = name;
            this.value = value;
        }

        boolean named(byte[] bytes, int start, int length) {
            if (name.length != length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (name[i] != bytes[start + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    T of(byte[] bytes, int start, int end) {
        int length = end - start;
        int slot = hash(bytes, start, length);
        for (int probe = 0; probe < PROBES; probe++) {
            Entry<T> entry = entries[slot + probe & SLOTS - 1];
            if (entry == null) {
                return add(slot + probe & SLOTS - 1, bytes, start, length);
            }
            if (entry.named(bytes, start, length)) {
                return entry.value;
            }
        }
        return make(bytes, start, length);
    }

    private T add(int slot, byte[] bytes, int start, int length) {
        T value = make(bytes, start, length);
        if (kept < MOST_KEPT) {
            kept++;
            entries[slot] = new Entry<>(Arrays.copyOfRange(bytes, start, start + length), value);
        }
        return value;
    }

    private T make(byte[] bytes, int start, int length) {
        return maker.apply(Bytes.view(bytes, start, length).text());
    }

    /** A few bytes tell real names apart; forged ones that collide only cost their own sender's lines time. */
    private static int hash(byte[] bytes, int start, int length) {
        if (length == 0) {
            return 0;
        }
        int hash = length;
        hash = hash * 31 + bytes[start];
        hash = hash * 31 + bytes[start + length / 2];
        hash = hash * 31 + bytes[start + length - 1];
        return hash * 0x9E3779B1 >>> 22;
    }
}
