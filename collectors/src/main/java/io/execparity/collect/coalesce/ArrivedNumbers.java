package io.execparity.collect.coalesce;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which numbers from 0 on have come. Mostly they come in order, or in stretches out of order; what comes scattered more
 * widely than any transport would do is left out, so that a forged number costs no more than an honest one.
 */
final class ArrivedNumbers {
    static final int MAX_STRETCHES = 256;

    /** All numbers below this one have come. */
    private int next;
    /** Stretches above it: the first number of each, and the one after its last. */
    private final NavigableMap<Integer, Integer> stretches = new TreeMap<>();

    /** False where the number came before, or is left out. */
    boolean add(int number) {
        if (number == next) {
            next++;
            Integer end = stretches.isEmpty() ? null : stretches.remove(next);
            next = end == null ? next : end;
            return true;
        }
        return number > next && addAbove(number);
    }

    private boolean addAbove(int number) {
        Map.Entry<Integer, Integer> before = stretches.floorEntry(number);
        if (before != null && before.getValue() > number) {
            return false;
        }
        Integer end = stretches.remove(number + 1);
        if (before != null && before.getValue() == number) {
            stretches.put(before.getKey(), end == null ? number + 1 : end);
        } else if (end != null || stretches.size() < MAX_STRETCHES) {
            stretches.put(number, end == null ? number + 1 : end);
        } else {
            return false;
        }
        return true;
    }

    /** True where {@code number} and all below it have come. */
    boolean allBelow(int number) {
        return next >= number;
    }

    boolean isEmpty() {
        return next == 0 && stretches.isEmpty();
    }

    /** True where no number is missing below the highest one. */
    boolean isWithoutGap() {
        return stretches.isEmpty();
    }
}
