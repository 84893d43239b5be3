package io.execparity.stream.measurement;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Numbers 0, 1, 2 … in chains of those that share a slot of their key, each chain in rising order. */
final class Chains implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] heads;
    private final int[] next;

    Chains(int count, IntToLongFunction key) {
        heads = new int[Integer.highestOneBit(Math.max(1, count)) << 1];
        next = new int[count];
        Arrays.fill(heads, -1);
        for (int number = count - 1; number >= 0; number--) {
            int slot = slot(key.applyAsLong(number));
            next[number] = heads[slot];
            heads[slot] = number;
        }
    }

    private int slot(long key) {
        return (int) (key ^ key >>> 32) & heads.length - 1;
    }

    /** The first number that may have the key, -1 for none. */
    int first(long key) {
        return heads[slot(key)];
    }

    /** The next number of the same slot, -1 for none. */
    int next(int number) {
        return next[number];
    }
}
