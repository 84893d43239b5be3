package io.execparity.dashboard.server;

/** Stretches of time that people count in. */
final class RoundSteps {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] STEPS = {
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        30 * MINUTE,
        HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        7 * DAY,
    };

    private RoundSteps() {}

    /** The shortest that is at least so many milliseconds long; whole weeks above the longest. */
    static long of(long atLeast) {
        for (long step : STEPS) {
            if (step >= atLeast) {
                return step;
            }
        }
        long week = 7 * DAY;
        return (atLeast + week - 1) / week * week;
    }
}
