package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.event.Place;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import org.jspecify.annotations.Nullable;

/**
 * The events of one boot, put in serial order. A position is the serial, counted on over the wrap of its 32 bits.
 *
 * <p>The lowest event that has not gone out holds all others back until it is whole, or is given up.
 */
final class BootSequence {
    /** What became of a record. */
    enum Answer {
        TAKEN,
        /** The very same record came before, or it adds nothing. */
        REPEATED,
        /** Its stamp fits nowhere in this boot. */
        STRANGE
    }

    /** How far beyond the others a single record is believed; farther out, it takes several in company. */
    private static final int REACH = 256;
    /** Milliseconds by which a record below a stream's first serials may be younger than all of them. */
    private static final long YOUNGER = 1_000;

    private static final long STEP = 60_000;
    private static final long WRAP_ZONE = 1L << 20;

    private final long quiet;
    private final long hold;
    private final long maxBytes;
    private final Emission emission;
    private final boolean reboot;
    private final Habits habits = new Habits();
    private final PendingRing ring;
    private final PastSerials past;
    private final BackwardSteps steps = new BackwardSteps();

    private boolean empty = true;
    private boolean started;
    private boolean wholeSeen;
    /** The next position to go out; before the start the lowest that came. */
    private long next;
    /** The highest position that came. */
    private long high;
    /** When the head is given up, the greatest number where nothing waits. */
    private long deadline = Long.MAX_VALUE;

    private long latestMillis = Long.MIN_VALUE;
    private long lastMillis;
    private @Nullable EventKey lastKey;

    /** @param reboot whether a boot went before, so that the start of this one is told */
    BootSequence(CoalescerSettings settings, Emission emission, boolean reboot) {
        this.quiet = settings.quiet().toMillis();
        this.hold = settings.hold().toMillis();
        this.maxBytes = settings.maxPendingBytes();
        this.emission = emission;
        this.reboot = reboot;
        this.ring = new PendingRing(settings.maxPendingEvents());
        this.past = new PastSerials(quiet, habits, emission);
    }

    /**
     * Takes a record.
     *
     * @param vouched true where others in its company bear out a serial that would not be believed alone
     */
    Answer take(AuditRecord record, RecordRole role, long now, boolean vouched) {
        EventKey key = record.key();
        if (empty) {
            begin(key.serial(), now);
        }
        long position = position(key.serial());
        if (started && position < next) {
            return past.take(position, record, role, now);
        }
        if (!admits(position, key.epochMillis(), vouched)) {
            return Answer.STRANGE;
        }
        PendingEvent event = pending(position);
        if (event == null) {
            event = open(position, key, now);
        } else if (event.key().epochMillis() != key.epochMillis()) {
            return Answer.STRANGE;
        }
        Answer answer = add(event, record, role, now);
        if (!started) {
            if (now >= deadline || ring.bytes() > maxBytes) {
                start(now);
            }
        } else if (position == next || now >= deadline || deadline == Long.MAX_VALUE || ring.bytes() > maxBytes) {
            drain(now);
        }
        return answer;
    }

    private Answer add(PendingEvent event, AuditRecord record, RecordRole role, long now) {
        emission.kernelGoesOn();
        lastMillis = record.key().epochMillis();
        latestMillis = Math.max(latestMillis, lastMillis);
        int before = event.bytes();
        if (!event.add(record, role, now)) {
            emission.counters().duplicates++;
            return Answer.REPEATED;
        }
        ring.grew(event.bytes() - before);
        habits.seen(event.parts().having());
        return Answer.TAKEN;
    }

    private void begin(long position, long now) {
        empty = false;
        next = position;
        high = position - 1;
        deadline = now + quiet;
    }

    /** The place of a serial on the endless line: near the present over a wrap, else in the present round. */
    private long position(long serial) {
        int distance = (int) (serial - next);
        long near = next + distance;
        return near >= 0 && Math.abs((long) distance) <= WRAP_ZONE ? near : next & ~EventKey.MAX_SERIAL | serial;
    }

    private boolean admits(long position, long epochMillis, boolean vouched) {
        if (!vouched && position > high + REACH) {
            return false;
        }
        int capacity = ring.maxCapacity();
        if (!started) {
            if (position < next && (isYounger(epochMillis) || !vouched && position < next - REACH)) {
                return false;
            }
            if (Math.max(high, position) - Math.min(next, position) < capacity) {
                return true;
            }
            startHere();
        }
        if (position - high > capacity || position < next) {
            return false;
        }
        while (next <= high && position - next >= capacity) {
            goOn(Long.MAX_VALUE);
        }
        return position - next < capacity;
    }

    /** The ring has a slot for every position, which within this stretch alone is its own. */
    private @Nullable PendingEvent pending(long position) {
        return position < next || position > high ? null : ring.at(position);
    }

    private PendingEvent open(long position, EventKey key, long now) {
        ring.span(Math.min(next, position), Math.max(high, position), next, high);
        long noticed = now;
        if (position > high) {
            ring.expect(high + 1, position - 1, now);
            high = position;
        } else if (position < next) {
            ring.expect(position + 1, next - 1, now);
            next = position;
        } else {
            noticed = ring.expectedSince(position);
        }
        PendingEvent event = new PendingEvent(key, noticed);
        ring.put(position, event);
        return event;
    }

    private void start(long now) {
        startHere();
        drain(now);
    }

    /** The lowest serial that came is the first one. */
    private void startHere() {
        EventKey first = requireNonNull(ring.at(next)).key();
        started = true;
        past.beginAt(next, first.epochMillis());
        if (reboot) {
            emission.reboot(first);
        }
    }

    private void drain(long now) {
        while (next <= high) {
            long due = ring.bytes() > maxBytes ? Long.MIN_VALUE : due();
            if (now < due) {
                deadline = due;
                emission.reached(next);
                return;
            }
            goOn(Long.MAX_VALUE);
        }
        emission.reached(next);
        deadline = Long.MAX_VALUE;
    }

    /** When the head can go out or is given up; the least number for a whole event. */
    private long due() {
        PendingEvent head = ring.at(next);
        if (head == null) {
            return ring.expectedSince(next) + hold;
        }
        int lack = head.parts().lacking(habits);
        if (lack == 0) {
            return Long.MIN_VALUE;
        }
        long silent = head.touched() + quiet;
        return (lack & EventParts.DEFINITE_MASK) == 0 ? silent : Math.max(silent, head.noticed() + hold);
    }

    /** Lets the head go, whatever its state. What lies past {@code edge} is not lost but cut off by the input's end. */
    private void goOn(long edge) {
        emission.reached(next);
        PendingEvent head = ring.at(next);
        if (head == null) {
            giveUp(edge);
            return;
        }
        int lack = head.parts().lacking(habits);
        int missing = lack & EventParts.DEFINITE_MASK;
        boolean cut = missing != 0 && (next > edge || !wholeSeen);
        wholeSeen |= missing == 0;
        if (!cut) {
            habits.learn(head.parts().having(), missing | lack >> EventParts.UNKNOWN & EventParts.DEFINITE_MASK);
        }
        ring.remove(next, head);
        if (steps.see(head.key().epochMillis())) {
            emission.counters().clockSteps++;
        }
        long position = next;
        lastKey = head.key();
        next++;
        past.wentOut(position, head, lack);
        emission.event(head, missing, cut ? Place.CUT : Place.IN_ORDER);
    }

    /** Gives up the missing serials at the head, up to the next event that came. */
    private void giveUp(long edge) {
        long from = next;
        PendingEvent after = null;
        while (after == null) {
            next++;
            after = ring.at(next);
        }
        EventKey before = requireNonNull(lastKey);
        past.missing(from, next - 1, before, after.key());
        if (from <= edge) {
            emission.gap(from, next - 1, before, after.key());
        }
    }

    /** Time went on without a record of this boot. */
    void pass(long now) {
        if (!started && !empty && now >= deadline) {
            start(now);
        } else if (started && now >= deadline) {
            drain(now);
        }
        sweep(now);
    }

    /** Lets go what came late and has been gathered for long enough. */
    void sweep(long now) {
        past.sweep(now);
    }

    /** Lets the daemon's records go whose turn it is. */
    void releaseDaemon() {
        if (started) {
            emission.reached(next);
        }
    }

    /** The input, or the boot, ends here. */
    void finish() {
        if (empty) {
            return;
        }
        if (!started) {
            startHere();
        }
        long edge = high;
        while (edge >= next && !isWhole(ring.at(edge))) {
            edge--;
        }
        letGo(edge);
        past.flush();
    }

    private boolean isWhole(@Nullable PendingEvent event) {
        return event != null && (event.parts().lacking(habits) & EventParts.DEFINITE_MASK) == 0;
    }

    private void letGo(long edge) {
        while (next <= high) {
            goOn(edge);
        }
        emission.reached(next);
        deadline = Long.MAX_VALUE;
        ring.rest();
    }

    /** The kernel is far ahead by now: everything up to {@code serial} is given up. */
    void jump(EventKey first) {
        if (!started) {
            startHere();
        }
        letGo(Long.MAX_VALUE);
        long target = position(first.serial());
        EventKey before = requireNonNull(lastKey);
        past.missing(next, target - 1, before, first);
        emission.gap(next, target - 1, before, first);
        next = target;
        high = target - 1;
    }

    boolean isEmpty() {
        return empty;
    }

    /** True where the serial lies below what this boot waits for. */
    boolean isBehind(long serial) {
        return !empty && position(serial) < next;
    }

    /** True where this stamp could be waited for, if others bore it out. */
    boolean isWithinReach(EventKey key) {
        if (empty) {
            return true;
        }
        long position = position(key.serial());
        if (position < next && (started || isYounger(key.epochMillis()))) {
            return false;
        }
        if (Math.max(high, position) - Math.min(next, position) >= ring.maxCapacity()) {
            return false;
        }
        PendingEvent there = pending(position);
        return there == null || there.key().equals(key);
    }

    /** True where no step of the clock lies between the last record and this time. */
    boolean isNear(long epochMillis) {
        return empty || Math.abs(epochMillis - lastMillis) <= STEP;
    }

    /** True where the time is later than all that came. */
    boolean isYounger(long epochMillis) {
        return epochMillis > latestMillis + YOUNGER;
    }

    /** The highest position that came, the least number where none did. */
    long high() {
        return empty ? Long.MIN_VALUE : high;
    }

    BootTimes times() {
        return past.times();
    }
}
