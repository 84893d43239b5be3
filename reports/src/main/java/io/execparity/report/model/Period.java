package io.execparity.report.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The time that a report is about, in milliseconds of the epoch.
 *
 * @param from included
 * @param to excluded, later than {@code from}
 */
public record Period(long from, long to) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    public Period {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
    }

    /**
     * A period as people write it.
     *
     * @param from a time, {@code 2026-11-22T11:00:00Z}, or a day, which begins at midnight in UTC
     * @throws IllegalArgumentException for what is none
     */
    public static Period of(String from, String to) {
        long first = millis(from);
        long end = millis(to);
        if (end <= first) {
            throw new IllegalArgumentException(to + " is not later than " + from);
        }
        return new Period(first, end);
    }

    private static long millis(String text) {
        try {
            Instant time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time.toEpochMilli();
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new IllegalArgumentException(
                text + " is no time like 2026-11-22T11:00:00Z and no day like 2026-11-22, since 1970 and before 10000");
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
