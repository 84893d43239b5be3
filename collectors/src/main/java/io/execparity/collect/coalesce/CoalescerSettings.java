package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long and how much an {@link EventCoalescer} waits. Times are those of the records, so that a log read in a second
 * is judged as one that took a day.
 *
 * @param quiet how long an event that may be whole waits for more, and how long a stream's first records wait for lower
 *     serials. The kernel's retry queue has been seen to deliver single records 8 s after their neighbours
 * @param hold how long a missing serial or record is waited for before it is given up
 * @param maxPendingBytes bodies and overhead of the records of one host that wait; above it the oldest are given up
 *     early. All hosts together are held to half as much again
 * @param maxPendingEvents the longest stretch of serials that waits, a power of two
 * @param maxHosts how many hosts {@link HostCoalescers} keeps apart
 */
public record CoalescerSettings(
        Duration quiet, Duration hold, long maxPendingBytes, int maxPendingEvents, int maxHosts) {
    public CoalescerSettings {
        requireNonNull(quiet, "quiet is null");
        requireNonNull(hold, "hold is null");
        if (quiet.isNegative() || hold.compareTo(quiet) < 0) {
            throw new IllegalArgumentException("hold " + hold + " is below quiet " + quiet);
        }
        if (maxPendingBytes < 0 || maxHosts < 1) {
            throw new IllegalArgumentException("no room: " + maxPendingBytes + " bytes, " + maxHosts + " hosts");
        }
        if (maxPendingEvents < 1024 || Integer.bitCount(maxPendingEvents) != 1) {
            throw new IllegalArgumentException("no power of two from 1,024: " + maxPendingEvents);
        }
    }

    /** 10 s, 30 s, 32 MiB, 65,536 serials and 1,024 hosts. */
    public static CoalescerSettings defaults() {
        return new CoalescerSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), 32L << 20, 1 << 16, 1024);
    }
}
