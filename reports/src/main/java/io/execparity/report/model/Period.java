package io.execparity.report.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that a report is about, in milliseconds of the epoch.
 *
 * @param from included
 * @param to excluded, later than {@code from}
 */
public record Period(long from, long to) {
    public Period {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
    }

    /** When it begins, ISO-8601 in UTC. */
    public String begins() {
        return time(from);
    }

    /** When it ends, ISO-8601 in UTC. */
    public String ends() {
        return time(to);
    }

    public Duration length() {
        return Duration.ofMillis(to - from);
    }

    /** A length of time as reports write it, {@code 49 h 5 min}. */
    public static String length(long milliseconds) {
        Duration length = Duration.ofMillis(milliseconds);
        String minutes = length.toMinutesPart() + " min";
        return length.toHours() == 0 ? minutes : length.toHours() + " h " + minutes;
    }

    /** A moment as reports write it: ISO-8601 in UTC, with milliseconds unless there are none. */
    public static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}
