package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long and how much an {@link EventCoalescer} waits.
 *
 * @param quiet how long an event that may be whole waits for more, and how long a stream's first records wait for lower
 *     serials. The kernel's retry queue has been seen to deliver single records 8 s after their neighbours
 * @param hold how long a missing serial or record is waited for before it is given up
 * @param lateness how long an event that looks whole waits for more, at most {@code hold}; zero where a host's records come
 *     in order. As long as any record may come after one that the host wrote later
 * @param maxPendingBytes bodies and overhead of the records of one host that wait; above it the oldest are given up
 *     early. All hosts together are held to half as much again
 * @param maxPendingEvents the longest stretch of serials that waits, a power of two
 * @param maxHosts how many hosts {@link HostCoalescers} keeps apart
 * @param time whose time the waits are measured in
 * @param traced whether an execveat without arguments waits for {@code quiet} although it looks whole: a tracer may tell by
 *     then what it was
 */
public record CoalescerSettings(
        Duration quiet,
        Duration hold,
        Duration lateness,
        long maxPendingBytes,
        int maxPendingEvents,
        int maxHosts,
        Time time,
        boolean traced) {
    /** Whose time the waits are measured in. */
    public enum Time {
        /** The records', so that a log read in a second is judged as one that took a day. */
        RECORDS(100),
        /**
         * The caller's, told by {@link EventCoalescer#pass}, so that what waits is let go in time whatever the records say.
         * Of the records' time 3 in 100 count as well, so that a backlog, which may be read in no time at all, waits in
         * {@link CoalescerSettings#live} for as long as in {@link CoalescerSettings#defaults}.
         */
        CALLER(3);

        private final int percentOfRecords;

        Time(int percentOfRecords) {
            this.percentOfRecords = percentOfRecords;
        }

        int percentOfRecords() {
            return percentOfRecords;
        }
    }

    public CoalescerSettings {
        requireNonNull(quiet, "quiet is null");
        requireNonNull(hold, "hold is null");
        requireNonNull(lateness, "lateness is null");
        requireNonNull(time, "time is null");
        if (quiet.isNegative() || hold.compareTo(quiet) < 0) {
            throw new IllegalArgumentException("hold " + hold + " is below quiet " + quiet);
        }
        if (lateness.isNegative() || hold.compareTo(lateness) < 0) {
            throw new IllegalArgumentException("hold " + hold + " is below lateness " + lateness);
        }
        if (maxPendingBytes < 0 || maxHosts < 1) {
            throw new IllegalArgumentException("no room: " + maxPendingBytes + " bytes, " + maxHosts + " hosts");
        }
        if (maxPendingEvents < 1024 || Integer.bitCount(maxPendingEvents) != 1) {
            throw new IllegalArgumentException("no power of two from 1,024: " + maxPendingEvents);
        }
    }

    /** As a log is read: in the time of its records. */
    public CoalescerSettings(Duration quiet, Duration hold, long maxPendingBytes, int maxPendingEvents, int maxHosts) {
        this(quiet, hold, Duration.ZERO, maxPendingBytes, maxPendingEvents, maxHosts, Time.RECORDS, false);
    }

    /** 10 s, 30 s, 32 MiB, 65,536 serials and 1,024 hosts. */
    public static CoalescerSettings defaults() {
        return new CoalescerSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), 32L << 20, 1 << 16, 1024);
    }

    /**
     * For a stream that is followed as it comes: 300 ms and 900 ms of the caller's time, 64 MiB, so that many hosts whose
     * streams begin at once have room together, 65,536 serials, and no bound on hosts, which are the caller's to bound.
     * What comes later than that is used, and marked as late.
     */
    public static CoalescerSettings live() {
        return live(Duration.ofMillis(300), Duration.ofMillis(900), Duration.ZERO);
    }

    /** The same with other waits. */
    public static CoalescerSettings live(Duration quiet, Duration hold, Duration lateness) {
        return new CoalescerSettings(quiet, hold, lateness, 64L << 20, 1 << 16, Integer.MAX_VALUE, Time.CALLER, false);
    }

    /** The same where a tracer tells of each execveat, at about the time of its records. */
    public CoalescerSettings withTracer() {
        return new CoalescerSettings(quiet, hold, lateness, maxPendingBytes, maxPendingEvents, maxHosts, time, true);
    }
}
