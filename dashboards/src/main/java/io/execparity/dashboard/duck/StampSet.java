package io.execparity.dashboard.duck;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Millions of stamps in eight bytes each. One that was not added may be taken for one that was, once in a trillion; a
 * record too many is then kept.
 */
final class StampSet {
    private static final int FIRST_ROOM = 1024;
    private static final long PRIME = 0x100_0000_01B3L;

    private long[] hashes = new long[FIRST_ROOM];
    private int count;

    void addAll(String... stamps) {
        for (String stamp : stamps) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, count * 2);
            }
            hashes[count++] = hash(stamp);
        }
    }

    Predicate<String> frozen() {
        long[] sorted = Arrays.copyOf(hashes, count);
        Arrays.sort(sorted);
        return stamp -> Arrays.binarySearch(sorted, hash(stamp)) >= 0;
    }

    /** FNV-1a over the characters. */
    private static long hash(String text) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash ^ hash >>> 32;
    }
}
