package io.execparity.collect.coalesce;

import java.util.Arrays;

/**
 * Marks of the records of the last whole events, so that a record that comes after its event can be told from a repeat:
 * nothing in an event says how many AVC or INTEGRITY_RULE records belong to it.
 */
final class EmittedRecords {
    private static final int MAX_EVENTS = 2048;
    private static final int MAX_RECORDS = 16_384;
    /** Most of the hosts that a forged log names say next to nothing. */
    private static final int FIRST_EVENTS = 16;

    private long[] positions = new long[FIRST_EVENTS];
    private long[] times = new long[FIRST_EVENTS];
    private long[] starts = new long[FIRST_EVENTS];
    private int[] counts = new int[FIRST_EVENTS];
    private long[] fingerprints = new long[FIRST_EVENTS * 8];
    private long written;

    /** An event went out. One older than what its slot holds is not remembered. */
    void remember(long position, PendingEvent event) {
        while (counts.length < MAX_EVENTS && isTaken(slot(position), position)) {
            widen();
        }
        int slot = slot(position);
        int count = event.count();
        if (counts[slot] > 0 && positions[slot] > position || count > MAX_RECORDS) {
            return;
        }
        positions[slot] = position;
        times[slot] = event.key().epochMillis();
        starts[slot] = written;
        counts[slot] = count;
        for (int i = 0; i < count; i++) {
            append(event.mark(i));
        }
    }

    private int slot(long position) {
        return (int) position & counts.length - 1;
    }

    private boolean isTaken(int slot, long position) {
        return counts[slot] > 0 && positions[slot] != position;
    }

    /** Twice as many slots: what shared one now has its own. */
    private void widen() {
        int events = counts.length * 2;
        long[] widerPositions = new long[events];
        long[] widerTimes = new long[events];
        long[] widerStarts = new long[events];
        int[] widerCounts = new int[events];
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] == 0) {
                continue;
            }
            int to = (int) positions[slot] & events - 1;
            widerPositions[to] = positions[slot];
            widerTimes[to] = times[slot];
            widerStarts[to] = starts[slot];
            widerCounts[to] = counts[slot];
        }
        positions = widerPositions;
        times = widerTimes;
        starts = widerStarts;
        counts = widerCounts;
    }

    private void append(long fingerprint) {
        // Full for the first time: until then every mark stands at its own number.
        if (written >= fingerprints.length && fingerprints.length < MAX_RECORDS) {
            fingerprints = Arrays.copyOf(fingerprints, fingerprints.length * 2);
        }
        fingerprints[index(written)] = fingerprint;
        written++;
    }

    private int index(long number) {
        return (int) number & fingerprints.length - 1;
    }

    boolean knows(long position, long epochMillis) {
        int slot = slot(position);
        return counts[slot] > 0
                && positions[slot] == position
                && times[slot] == epochMillis
                && written - starts[slot] <= fingerprints.length;
    }

    /** Of an event that is known: false where the record went out with it, else it is remembered as well. */
    boolean add(long position, long fingerprint) {
        int slot = slot(position);
        long start = starts[slot];
        int count = counts[slot];
        for (int i = 0; i < count; i++) {
            if (fingerprints[index(start + i)] == fingerprint) {
                return false;
            }
        }
        if (count < MAX_RECORDS / 2) {
            starts[slot] = written;
            counts[slot] = count + 1;
            for (int i = 0; i < count; i++) {
                append(fingerprints[index(start + i)]);
            }
            append(fingerprint);
        }
        return true;
    }
}
