package io.execparity.collect.coalesce;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.event.Place;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import org.jspecify.annotations.Nullable;

/**
 * The events of one boot, put in serial order. The lowest event that has not gone out holds all others back until it is
 * whole, or is given up.
 */
final class BootSequence {
    private static final int WINDOW = 1;
    private static final int HABITS = 2;
    private static final int RING = 3;
    private static final int PAST = 4;
    private static final int STEPS = 5;
    private static final int DEADLINE = 6;
    private static final int WHOLE_SEEN = 7;
    private static final int LAST_MILLIS = 8;
    private static final int LAST_SERIAL = 9;

    /** No head waits: what comes next is looked at, at once. */
    private static final long NONE = Waits.NONE;

    private final Waits waits;
    private final long maxBytes;
    private final Emission emission;
    private final boolean reboot;
    private final Habits habits = new Habits();
    private final SerialWindow window;
    private final PendingRing ring = new PendingRing();
    private final PastSerials past;
    private final BackwardSteps steps = new BackwardSteps();
    /** When the head is given up, or the first serial is taken for settled. */
    private long deadline = NONE;

    private boolean wholeSeen;
    private @Nullable EventKey lastKey;

    /**
     * @param waits learns what is worth waiting for
     * @param reboot whether a boot went before, so that the start of this one is told
     */
    BootSequence(CoalescerSettings settings, Waits waits, Emission emission, boolean reboot) {
        this.waits = waits;
        this.maxBytes = settings.maxPendingBytes();
        this.emission = emission;
        this.reboot = reboot;
        this.window = new SerialWindow(settings.maxPendingEvents());
        this.past = new PastSerials(waits, habits, emission);
    }

    SerialWindow window() {
        return window;
    }

    PastSerials past() {
        return past;
    }

    /**
     * Takes a record.
     *
     * @param vouched true where others in its company bear out a serial that would not be believed alone
     */
    Answer take(AuditRecord record, RecordRole role, long now, boolean vouched) {
        EventKey key = record.key();
        if (window.isEmpty()) {
            window.begin(key.serial());
            deadline = now + waits.quiet();
        }
        long position = window.position(key.serial());
        if (window.isPast(position)) {
            return past.take(position, record, role, now);
        }
        if (!vouched && !window.isPlausible(position) || !makesRoom(position, key.epochMillis())) {
            return Answer.STRANGE;
        }
        PendingEvent event = ring.at(position, window);
        if (event == null) {
            event = ring.open(position, key, window, now);
        } else if (event.key().epochMillis() != key.epochMillis()) {
            return Answer.STRANGE;
        }
        Answer answer = add(event, record, role, now);
        if (now >= deadline || ring.bytes() > maxBytes) {
            start();
            drain(now);
        } else if (position == window.next() && window.isStarted()) {
            drain(now);
        }
        return answer;
    }

    private Answer add(PendingEvent event, AuditRecord record, RecordRole role, long now) {
        emission.kernelGoesOn();
        window.took(record.key().epochMillis());
        int before = event.bytes();
        if (!event.add(record, role, now)) {
            emission.counters().duplicates++;
            return Answer.REPEATED;
        }
        ring.grew(event.bytes() - before);
        habits.seen(event.parts().having());
        return Answer.TAKEN;
    }

    /** Gives up heads early where the stretch would grow too long; false where the position is not to be had. */
    private boolean makesRoom(long position, long epochMillis) {
        if (!window.isPossible(position, epochMillis)) {
            return false;
        }
        if (window.fits(position)) {
            return true;
        }
        start();
        while (window.next() <= window.high() && !window.fits(position) && position > window.high()) {
            letHeadGo(Long.MAX_VALUE);
        }
        return window.fits(position) && position >= window.next();
    }

    /** The lowest serial that came is the first one. */
    private void start() {
        if (window.isStarted()) {
            return;
        }
        EventKey first = requireNonNull(ring.at(window.next())).key();
        window.start();
        past.beginAt(window.next(), first.epochMillis());
        if (reboot) {
            emission.reboot(first);
        }
    }

    private void drain(long now) {
        while (window.next() <= window.high()) {
            long due = ring.bytes() > maxBytes ? NONE : due();
            if (now < due) {
                deadline = due;
                emission.reached(window.next());
                return;
            }
            if (due != NONE) {
                noteGivenUp();
            }
            letHeadGo(Long.MAX_VALUE);
        }
        emission.reached(window.next());
        deadline = NONE;
    }

    private void noteGivenUp() {
        if (!isWhole(ring.at(window.next()))) {
            waits.gaveUp();
        }
    }

    /** When the head can go out or is given up. */
    private long due() {
        PendingEvent head = ring.at(window.next());
        return head == null ? ring.expectedSince(window.next()) + waits.hold() : waits.due(head, habits);
    }

    /** Lets the head go, whatever its state. What lies past {@code edge} is not lost but cut off by the input's end. */
    private void letHeadGo(long edge) {
        long position = window.next();
        emission.reached(position);
        PendingEvent head = ring.at(position);
        if (head == null) {
            giveUp(edge);
            return;
        }
        int lack = head.parts().lacking(habits);
        int missing = lack & EventParts.DEFINITE_MASK;
        boolean cut = missing != 0 && (position > edge || !wholeSeen);
        wholeSeen |= missing == 0;
        if (!cut) {
            habits.learn(head.parts().having(), missing | lack >> EventParts.UNKNOWN & EventParts.DEFINITE_MASK);
        }
        ring.remove(position, head);
        window.advance();
        lastKey = head.key();
        if (steps.see(lastKey.epochMillis())) {
            emission.counters().clockSteps++;
        }
        past.wentOut(position, head, lack);
        emission.event(head, missing, cut ? Place.CUT : Place.IN_ORDER);
    }

    /** Gives up the missing serials at the head, up to the next event that came. */
    private void giveUp(long edge) {
        long from = window.next();
        PendingEvent after = null;
        while (after == null) {
            window.advance();
            after = ring.at(window.next());
        }
        giveUp(from, window.next() - 1, after.key(), from <= edge);
    }

    private void giveUp(long from, long to, EventKey after, boolean lost) {
        EventKey before = requireNonNull(lastKey);
        past.missing(from, to, before, after);
        if (lost) {
            emission.gap(from, to, before, after);
        }
    }

    /** Time went on without a record of this boot. */
    void pass(long now) {
        if (!window.isEmpty() && now >= deadline) {
            start();
            drain(now);
        }
        past.sweep(now);
    }

    /** What waits here, in bytes. */
    long bytes() {
        return ring.bytes() + past.bytes();
    }

    /** Gives up what waits, for want of memory and not because anything ended. */
    void letGo() {
        if (!window.isEmpty()) {
            letAllGo(Long.MAX_VALUE);
            past.flush();
        }
    }

    /** Lets the daemon's records go whose turn it is. */
    void releaseDaemon() {
        if (window.isStarted()) {
            emission.reached(window.next());
        }
    }

    /** The input, or the boot, ends here. */
    void finish() {
        if (window.isEmpty()) {
            return;
        }
        long edge = window.high();
        while (edge >= window.next() && !isWhole(ring.at(edge))) {
            edge--;
        }
        letAllGo(edge);
        past.flush();
    }

    private boolean isWhole(@Nullable PendingEvent event) {
        return event != null && (event.parts().lacking(habits) & EventParts.DEFINITE_MASK) == 0;
    }

    private void letAllGo(long edge) {
        start();
        while (window.next() <= window.high()) {
            letHeadGo(edge);
        }
        emission.reached(window.next());
        deadline = NONE;
        ring.rest();
    }

    /** The kernel is far ahead by now, at {@code first}: everything before it is given up. */
    void jump(EventKey first) {
        letAllGo(Long.MAX_VALUE);
        long target = window.position(first.serial());
        giveUp(window.next(), target - 1, first, true);
        window.moveTo(target);
    }

    /** True where this stamp could be waited for, if others bore it out. */
    boolean isWithinReach(EventKey key) {
        if (window.isEmpty()) {
            return true;
        }
        long position = window.position(key.serial());
        if (!window.isPossible(position, key.epochMillis()) || !window.fits(position)) {
            return false;
        }
        PendingEvent there = ring.at(position, window);
        return there == null || there.key().equals(key);
    }

    /** The highest position that came, the least number where none did. */
    long high() {
        return window.isEmpty() ? Long.MIN_VALUE : window.high();
    }

    /** When time alone lets something go, the greatest number where nothing waits. */
    long deadline() {
        boolean waits = !window.isEmpty() && (!window.isStarted() || window.next() <= window.high());
        return Math.min(waits ? deadline : Long.MAX_VALUE, past.deadline());
    }

    void save(StateWriter out) {
        out.message(HABITS, habits::save);
        out.message(PAST, past::save);
        out.message(STEPS, steps::save);
        out.number(DEADLINE, deadline, NONE);
        out.flag(WHOLE_SEEN, wholeSeen);
        if (lastKey != null) {
            out.number(LAST_MILLIS, lastKey.epochMillis());
            out.number(LAST_SERIAL, lastKey.serial(), -1);
        }
        if (!window.isEmpty()) {
            out.message(WINDOW, window::save);
            out.message(RING, inner -> ring.save(inner, window));
        }
    }

    void restore(StateReader in, SavedRecords saved) throws UnreadableStateException {
        long lastMillis = 0;
        long lastSerial = -1;
        StateReader waiting = in;
        while (in.next()) {
            switch (in.tag()) {
                case WINDOW -> window.restore(in.message());
                case HABITS -> habits.restore(in.message());
                case RING -> waiting = in.message();
                case PAST -> past.restore(in.message(), saved);
                case STEPS -> steps.restore(in.message());
                case DEADLINE -> deadline = SavedRecords.natural(in);
                case WHOLE_SEEN -> wholeSeen = in.flag();
                case LAST_MILLIS -> lastMillis = SavedRecords.natural(in);
                case LAST_SERIAL -> lastSerial = in.number(0, EventKey.MAX_SERIAL);
                default -> {}
            }
        }
        lastKey = lastSerial < 0 ? null : new EventKey(lastMillis, lastSerial);
        if (!window.isEmpty()) {
            ring.restore(waiting, window, saved);
            if (!isSound()) {
                throw in.invalid("a stretch of serials without its first or last event");
            }
        }
    }

    /** The first serial is one that came, unless one went out before it; the last is one that came, unless all went. */
    private boolean isSound() {
        boolean first = ring.at(window.next(), window) != null || window.isStarted() && lastKey != null;
        return first && (window.next() > window.high() || ring.at(window.high(), window) != null);
    }
}
