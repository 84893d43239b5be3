package io.execparity.alert.delivery;

import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: what doubles each time, less a part that is left to chance, so that many who failed
 * together do not come back together; never less than the receiver asked for.
 */
final class Pause {
    static final long FIRST_MILLIS = 500;
    static final long LONGEST_MILLIS = 120_000;

    private final RandomGenerator chance;
    private int failures;

    Pause(RandomGenerator chance) {
        this.chance = chance;
    }

    void succeeded() {
        failures = 0;
    }

    int failures() {
        return failures;
    }

    /** @param askedMillis what the receiver asked for, 0 where it did not */
    long afterFailure(long askedMillis) {
        long whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 20));
        failures++;
        return Math.max(askedMillis, whole / 2 + chance.nextLong(whole / 2 + 1));
    }
}
