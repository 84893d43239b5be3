package io.execparity.collect.coalesce;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pending events by serial, in an array that grows with the stretch in use. A slot whose event has not come keeps the
 * time at which it was first known to be due.
 */
final class PendingRing {
    private static final int FIRST_CAPACITY = 256;

    private @Nullable PendingEvent[] slots = new PendingEvent[FIRST_CAPACITY];
    private long[] due = new long[FIRST_CAPACITY];
    private long bytes;

    /** What the waiting records take, in bytes. */
    long bytes() {
        return bytes;
    }

    @Nullable
    PendingEvent at(long position) {
        return slots[(int) position & slots.length - 1];
    }

    /** The positions {@code low} to {@code high} are about to be in use, of which the second pair was so far. */
    void span(long low, long high, long usedLow, long usedHigh) {
        int capacity = slots.length;
        while (capacity < high - low + 1) {
            capacity *= 2;
        }
        if (capacity == slots.length) {
            return;
        }
        @Nullable PendingEvent[] wider = new PendingEvent[capacity];
        long[] widerDue = new long[capacity];
        for (long position = usedLow; position <= usedHigh; position++) {
            int from = (int) position & slots.length - 1;
            int to = (int) position & capacity - 1;
            wider[to] = slots[from];
            widerDue[to] = due[from];
        }
        slots = wider;
        due = widerDue;
    }

    void put(long position, PendingEvent event) {
        slots[(int) position & slots.length - 1] = event;
    }

    void grew(int more) {
        bytes += more;
    }

    void remove(long position, PendingEvent event) {
        slots[(int) position & slots.length - 1] = null;
        bytes -= event.bytes();
    }

    /** Serials that nothing has come for yet are due from {@code now} on. */
    void expect(long from, long to, long now) {
        for (long position = from; position <= to; position++) {
            due[(int) position & slots.length - 1] = now;
        }
    }

    long expectedSince(long position) {
        return due[(int) position & slots.length - 1];
    }

    /** Gives the room back that a burst took, once nothing waits. */
    void rest() {
        if (slots.length > FIRST_CAPACITY * 16) {
            slots = new PendingEvent[FIRST_CAPACITY];
            due = new long[FIRST_CAPACITY];
        } else {
            Arrays.fill(slots, null);
        }
    }
}
