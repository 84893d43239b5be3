package io.execparity.stream.elastic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * The ids of documents, each with a sum of its content: 128 bits of the id, so that nobody can make two that are taken for
 * one, in at most 64 bytes of memory each.
 */
final class KnownIds {
    private static final int FIELDS = 3;

    /** Two halves of the id and the sum; two halves of 0 are a free place, as no SHA-256 begins. */
    private long[] table = new long[FIELDS * 1024];

    private int size;

    /** Whether and with which content a document is known. */
    enum Match {
        NONE,
        SAME,
        OTHER
    }

    /** Takes a document, instead of any other of its id. */
    void put(BulkDocument document) {
        if (2L * FIELDS * (size + 1) > table.length) {
            grow();
        }
        ByteBuffer id = decoded(document.id());
        if (set(table, id.getLong(), id.getLong(), sum(document.source()))) {
            size++;
        }
    }

    Match match(BulkDocument document) {
        ByteBuffer id = decoded(document.id());
        long high = id.getLong();
        long low = id.getLong();
        int place = place(table, high, low);
        if (isFree(table, place)) {
            return Match.NONE;
        }
        return table[place + 2] == sum(document.source()) ? Match.SAME : Match.OTHER;
    }

    /** How many different ids there are. */
    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(table.length, 2)];
        for (int place = 0; place < table.length; place += FIELDS) {
            if (!isFree(table, place)) {
                set(larger, table[place], table[place + 1], table[place + 2]);
            }
        }
        table = larger;
    }

    /** True where it was not there. */
    private static boolean set(long[] table, long high, long low, long sum) {
        int place = place(table, high, low);
        boolean free = isFree(table, place);
        table[place] = high;
        table[place + 1] = low;
        table[place + 2] = sum;
        return free;
    }

    private static int place(long[] table, long high, long low) {
        int places = table.length / FIELDS;
        int place = (int) Math.floorMod(low, (long) places);
        while (!isFree(table, place * FIELDS) && (table[place * FIELDS] != high || table[place * FIELDS + 1] != low)) {
            place = place + 1 == places ? 0 : place + 1;
        }
        return place * FIELDS;
    }

    private static boolean isFree(long[] table, int place) {
        return table[place] == 0 && table[place + 1] == 0;
    }

    private static long sum(byte[] source) {
        CRC32C sum = new CRC32C();
        sum.update(source);
        return sum.getValue() << 32 | source.length;
    }

    /** An id that is none of ours has some other bits. */
    private static ByteBuffer decoded(String id) {
        ByteBuffer bits = ByteBuffer.allocate(2 * Long.BYTES);
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(id.getBytes(ISO_8859_1));
            bits.put(decoded, 0, Math.min(decoded.length, bits.capacity()));
        } catch (IllegalArgumentException e) {
            bits.putInt(0, id.hashCode()).putInt(Long.BYTES, -1);
        }
        return bits.clear();
    }
}
