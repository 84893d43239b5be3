package io.execparity.alert.engine;

/**
 * How often a receiver is told. All in milliseconds.
 *
 * @param waitMillis how long a new matter waits for more of its kind; 0 tells it at once
 * @param intervalMillis how long until a matter that goes on is told again, doubled each time
 * @param longestMillis the most that doubles to
 * @param quietMillis without a finding, after which a matter is over
 * @param things how many new things of one rule are told one by one in {@code thingsMillis}; what is more is told as a
 *     flood
 * @param thingsMillis see there
 * @param tellsOver whether the receiver hears that something is over
 */
public record Pace(
        long waitMillis,
        long intervalMillis,
        long longestMillis,
        long quietMillis,
        int things,
        long thingsMillis,
        boolean tellsOver) {
    public Pace {
        if (waitMillis < 0 || intervalMillis < 1 || longestMillis < intervalMillis || quietMillis < 1) {
            throw new IllegalArgumentException("waits that make no sense");
        }
        if (things < 1 || thingsMillis < 1) {
            throw new IllegalArgumentException("nothing could be told");
        }
    }

    /** What suits a person: at once, again after a minute and then ever less, over after an hour. */
    public static Pace usual(boolean tellsOver) {
        return new Pace(0, 60_000, 4 * 3_600_000L, 3_600_000, 10, 60_000, tellsOver);
    }
}
