package io.execparity.dashboard.triage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts what happened in the 24 hours before something happened, and with it. */
final class LastDay {
    private static final long MILLISECONDS = Duration.ofDays(1).toMillis();

    private final Deque<Long> times = new ArrayDeque<>();

    /** @param time not before any time that it was given */
    int with(long time) {
        times.addLast(time);
        while (times.getFirst() <= time - MILLISECONDS) {
            times.removeFirst();
        }
        return times.size();
    }
}
