package io.execparity.proof.speed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Looks for the rate that keeps the machine's processors busy for a wanted share of the time. */
final class RateSearch {
    /** Lines a second to begin with, and at most. */
    static final int FIRST = 5_000;

    private static final int MOST = 200_000;
    private static final double LEAST_STEP = 0.7;
    private static final double MOST_STEP = 1.4;
    /** The last ones' mean is what was found. */
    private static final int LAST = 6;

    private final double wanted;
    private final Deque<Integer> rates = new ArrayDeque<>();
    private double rate = FIRST;

    /** @param wanted 0 to 1, of all processors */
    RateSearch(double wanted) {
        this.wanted = wanted;
    }

    /** Lines a second to try next. */
    int rate() {
        return (int) rate;
    }

    /** What came of it. */
    void seen(double busy) {
        System.out.printf(Locale.ROOT, "at %,d records/s %.0f %% busy%n", rate(), busy * 100);
        rates.addLast(rate());
        if (rates.size() > LAST) {
            rates.removeFirst();
        }
        double step = wanted / Math.max(busy, 0.01);
        rate = Math.min(MOST, rate * Math.min(MOST_STEP, Math.max(LEAST_STEP, step)));
    }

    /** Lines a second that were found. */
    int found() {
        return (int) rates.stream().mapToInt(Integer::intValue).average().orElse(rate);
    }
}
