package io.execparity.stream.measurement;

import java.io.Serializable;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Numbers 0, 1, 2 … by a key of each: the first that has a key, and from each the next with the same key, in rising order.
 * Keys are mixed with a secret, so that nobody can choose many that are as slow to tell apart.
 */
final class Chains implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int NUMBER_BITS = 32;

    private final long secret = new SecureRandom().nextLong();
    /** The first number of each key, below 32 bits of the mixed key, ascending. */
    private final long[] heads;
    /** The next number with the same key, -1 for the last. */
    private final int[] next;

    /** @param count how many numbers there are */
    Chains(int count, IntToLongFunction key) {
        next = new int[count];
        Arrays.fill(next, -1);
        long[] all = new long[count];
        for (int number = 0; number < count; number++) {
            all[number] = mixed(key.applyAsLong(number)) | number;
        }
        Arrays.sort(all);
        int[] last = new int[count];
        int kept = 0;
        for (int place = 0; place < count; place++) {
            int number = (int) all[place];
            int head = kept - 1;
            while (head >= 0
                    && isOfGroup(all[head], all[place])
                    && key.applyAsLong((int) all[head]) != key.applyAsLong(number)) {
                head--;
            }
            if (head >= 0 && isOfGroup(all[head], all[place])) {
                next[last[head]] = number;
                last[head] = number;
            } else {
                last[kept] = number;
                all[kept++] = all[place];
            }
        }
        heads = Arrays.copyOf(all, kept);
    }

    /** 32 bits of the mixed key, above room for a number. */
    private long mixed(long key) {
        long hash = (key ^ secret) * 0x9E37_79B9_7F4A_7C15L;
        hash = (hash ^ hash >>> 29) * 0xBF58_476D_1CE4_E5B9L;
        return hash & 0xFFFF_FFFFL << NUMBER_BITS;
    }

    private static boolean isOfGroup(long one, long other) {
        return one >>> NUMBER_BITS == other >>> NUMBER_BITS;
    }

    /**
     * The first number that has the key, -1 for none.
     *
     * @param key as the numbers had when this was made
     */
    int first(long wanted, IntToLongFunction key) {
        long group = mixed(wanted);
        int place = Arrays.binarySearch(heads, group);
        for (place = place < 0 ? -place - 1 : place; place < heads.length && isOfGroup(heads[place], group); place++) {
            if (key.applyAsLong((int) heads[place]) == wanted) {
                return (int) heads[place];
            }
        }
        return -1;
    }

    /** The next number with the same key, -1 for none. */
    int next(int number) {
        return next[number];
    }
}
