package io.execparity.collect.coalesce;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pending events by serial, in an array that grows with the stretch in use. A slot whose event has not come keeps the
 * time at which it was first known to be due.
 */
final class PendingRing {
    private static final int FIRST_CAPACITY = 256;

    private static final int WAITING = 1;
    private static final int DUE = 2;
    private static final int AT = 1;
    private static final int EVENT = 2;

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

    /** What came of a position, which within the window alone has a slot of its own. */
    @Nullable
    PendingEvent at(long position, SerialWindow window) {
        return window.contains(position) ? at(position) : null;
    }

    /** Begins the event of a position, for which the window is widened where it must be. */
    PendingEvent open(long position, EventKey key, SerialWindow window, long now) {
        long next = window.next();
        long high = window.high();
        window.widenTo(position);
        span(window.next(), window.high(), next, high);
        long noticed = now;
        if (position > high) {
            expect(high + 1, position - 1, now);
        } else if (position < next) {
            expect(position + 1, next - 1, now);
        } else {
            noticed = expectedSince(position);
        }
        PendingEvent event = new PendingEvent(key, noticed);
        put(position, event);
        return event;
    }

    /** The positions {@code low} to {@code high} are about to be in use, of which the second pair was so far. */
    private void span(long low, long high, long usedLow, long usedHigh) {
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

    private void put(long position, PendingEvent event) {
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
    private void expect(long from, long to, long now) {
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

    /** Each event with its distance from the window's beginning, and since when the others are due, in runs. */
    void save(StateWriter out, SerialWindow window) {
        long[] runs = new long[16];
        int count = 0;
        for (long position = window.next(); position <= window.high(); position++) {
            PendingEvent event = at(position);
            if (event != null) {
                long distance = position - window.next();
                out.message(WAITING, inner -> {
                    inner.number(AT, distance);
                    inner.message(EVENT, event::save);
                });
                continue;
            }
            long since = expectedSince(position);
            if (count > 0 && runs[count - 1] == since) {
                runs[count - 2]++;
                continue;
            }
            runs = count == runs.length ? Arrays.copyOf(runs, 2 * count) : runs;
            runs[count++] = 1;
            runs[count++] = since;
        }
        out.numbers(DUE, runs, count);
    }

    /** After the window was restored, of which the first and the last position are left to be checked. */
    void restore(StateReader in, SerialWindow window, SavedRecords saved) throws UnreadableStateException {
        long[] runs = {};
        span(window.next(), window.high(), 0, -1);
        while (in.next()) {
            switch (in.tag()) {
                case WAITING -> restoreEvent(in, window, saved);
                case DUE -> runs = in.numbers();
                default -> {}
            }
        }
        long position = window.next();
        for (int i = 0; i + 1 < runs.length; i += 2) {
            long since = SavedRecords.natural(in, runs[i + 1]);
            for (long left = runs[i]; position <= window.high() && (left > 0 || at(position) != null); position++) {
                if (at(position) == null) {
                    due[(int) position & slots.length - 1] = since;
                    left--;
                }
            }
        }
    }

    private void restoreEvent(StateReader field, SerialWindow window, SavedRecords saved)
            throws UnreadableStateException {
        StateReader in = field.message();
        long position = window.next();
        StateReader event = null;
        while (in.next()) {
            switch (in.tag()) {
                case AT -> position = window.next() + SavedRecords.natural(in);
                case EVENT -> event = in.message();
                default -> {}
            }
        }
        if (event == null || !window.contains(position) || at(position) != null) {
            throw field.invalid("no event, one outside the stretch that waits, or one that is there already");
        }
        PendingEvent restored = PendingEvent.restored(event, position & EventKey.MAX_SERIAL, saved);
        put(position, restored);
        grew(restored.bytes());
    }
}
