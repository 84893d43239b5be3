package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long and how much an {@link EventCoalescer} waits: in the time of the records, so that a log read in a second is
 * judged as one that took a day, and in that of a caller who tells how much of it went by ({@link EventCoalescer#pass}).
 *
 * @param beginning how long, as its records tell the time, a stream's first ones wait for lower serials: the kernel sends
 *     what waited for the daemon behind what came first. Of time that a caller tells {@code quiet} is enough
 * @param quiet how long an event that may be whole waits for more. The kernel's retry queue has been seen to deliver single
 *     records 8 s after their neighbours
 * @param hold how long a missing serial or record is waited for before it is given up
 * @param unfilled the same on a host where what was given up {@value Waits#ENOUGH} times in a row never came, at most
 *     {@code hold}: records are filtered on the way, or were dropped
 * @param lateness how long an event that looks whole waits for more, at most {@code hold}; zero where a host's records come
 *     in order. As long as any record may come after one that the host wrote later
 * @param maxPendingBytes bodies and overhead of the records of one host that wait; above it the oldest are given up
 *     early. All hosts together are held to half as much again
 * @param maxPendingEvents the longest stretch of serials that waits, a power of two
 * @param maxHosts how many hosts {@link HostCoalescers} keeps apart
 * @param traced whether an execveat without arguments waits for {@code quiet} although it looks whole: a tracer may tell by
 *     then what it was
 */
public record CoalescerSettings(
        Duration beginning,
        Duration quiet,
        Duration hold,
        Duration unfilled,
        Duration lateness,
        long maxPendingBytes,
        int maxPendingEvents,
        int maxHosts,
        boolean traced) {
    private static final Duration BEGINNING = Duration.ofSeconds(10);

    public CoalescerSettings {
        requireNonNull(beginning, "beginning is null");
        requireNonNull(quiet, "quiet is null");
        requireNonNull(hold, "hold is null");
        requireNonNull(unfilled, "unfilled is null");
        requireNonNull(lateness, "lateness is null");
        if (beginning.compareTo(quiet) < 0) {
            throw new IllegalArgumentException("beginning " + beginning + " is below quiet " + quiet);
        }
        if (quiet.isNegative() || hold.compareTo(quiet) < 0) {
            throw new IllegalArgumentException("hold " + hold + " is below quiet " + quiet);
        }
        if (unfilled.isNegative() || hold.compareTo(unfilled) < 0) {
            throw new IllegalArgumentException("hold " + hold + " is below unfilled " + unfilled);
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

    /** As a log is read. */
    public CoalescerSettings(Duration quiet, Duration hold, long maxPendingBytes, int maxPendingEvents, int maxHosts) {
        this(quiet, quiet, hold, hold, Duration.ZERO, maxPendingBytes, maxPendingEvents, maxHosts, false);
    }

    /** 10 s, 30 s, 32 MiB, 65,536 serials and 1,024 hosts. */
    public static CoalescerSettings defaults() {
        return new CoalescerSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), 32L << 20, 1 << 16, 1024);
    }

    /**
     * For a stream that is followed as it comes: 300 ms, 30 s for what is missing, or 900 ms where that
     * never comes, 64 MiB, so that many hosts whose streams begin at once have room together, 65,536 serials, and no bound
     * on hosts, which are the caller's to bound. What comes later than that is used, and marked as late.
     */
    public static CoalescerSettings live() {
        return live(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofMillis(900), Duration.ZERO);
    }

    /** The same with other waits. */
    public static CoalescerSettings live(Duration quiet, Duration hold, Duration unfilled, Duration lateness) {
        Duration beginning = quiet.compareTo(BEGINNING) < 0 ? BEGINNING : quiet;
        return new CoalescerSettings(
                beginning, quiet, hold, unfilled, lateness, 64L << 20, 1 << 16, Integer.MAX_VALUE, false);
    }

    /** The same where a tracer tells of each execveat, at about the time of its records. */
    public CoalescerSettings withTracer() {
        return new CoalescerSettings(
                beginning, quiet, hold, unfilled, lateness, maxPendingBytes, maxPendingEvents, maxHosts, true);
    }
}
