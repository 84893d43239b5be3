package io.execparity.collect.coalesce;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;

/**
 * The stretch of one boot's serials that is being put in order, and what may still enter it. A position is the serial,
 * counted on over the wrap of its 32 bits.
 */
final class SerialWindow {
    /** How far beyond the others a single record is believed; farther out, it takes several in company. */
    private static final int REACH = 256;
    /** Milliseconds by which a record below a stream's first serials may be younger than all of them. */
    private static final long YOUNGER = 1_000;

    private static final long STEP = 60_000;
    private static final long WRAP_ZONE = 1L << 20;

    /** The longest stretch that is restored whatever the settings are by now. */
    private static final int MOST_RESTORED = 1 << 16;

    private static final int STARTED = 1;
    private static final int NEXT = 2;
    private static final int LENGTH = 3;
    private static final int LATEST = 4;
    private static final int LAST = 5;

    private int capacity;
    private boolean empty = true;
    private boolean started;
    private long next;
    private long high;
    private long latestMillis = Long.MIN_VALUE;
    private long lastMillis;

    SerialWindow(int capacity) {
        this.capacity = capacity;
    }

    /** The next position to go out; before the start, the lowest one that came. */
    long next() {
        return next;
    }

    /** The highest position that came. */
    long high() {
        return high;
    }

    /** True until the first record came. */
    boolean isEmpty() {
        return empty;
    }

    /** False while it is unknown which serial is the first. */
    boolean isStarted() {
        return started;
    }

    void begin(long position) {
        empty = false;
        next = position;
        high = position - 1;
    }

    void start() {
        started = true;
    }

    void advance() {
        next++;
    }

    /** Goes on with {@code position}, of which nothing came yet. */
    void moveTo(long position) {
        next = position;
        high = position - 1;
    }

    void widenTo(long position) {
        next = Math.min(next, position);
        high = Math.max(high, position);
    }

    void took(long epochMillis) {
        lastMillis = epochMillis;
        latestMillis = Math.max(latestMillis, epochMillis);
    }

    /** The place of a serial on the endless line: near the present over a wrap, else in the present round. */
    long position(long serial) {
        int distance = (int) (serial - next);
        long near = next + distance;
        return near >= 0 && Math.abs((long) distance) <= WRAP_ZONE ? near : next & ~EventKey.MAX_SERIAL | serial;
    }

    /** True where the position's turn is over. */
    boolean isPast(long position) {
        return started && position < next;
    }

    /** True where some event of this position may be waiting. */
    boolean contains(long position) {
        return position >= next && position <= high;
    }

    boolean fits(long position) {
        return Math.max(high, position) - Math.min(next, position) < capacity;
    }

    /** True where a record of this stamp is believed without others in its company. */
    boolean isPlausible(long position) {
        return position <= high + REACH && (started || position >= next - REACH);
    }

    /** True where a record of this stamp could belong here at all. */
    boolean isPossible(long position, long epochMillis) {
        return position >= next || !started && !isYounger(epochMillis);
    }

    /** True where the serial lies below what this boot waits for. */
    boolean isBehind(long serial) {
        return !empty && position(serial) < next;
    }

    /** True where no step of the clock lies between the last record and this time. */
    boolean isNear(long epochMillis) {
        return empty || Math.abs(epochMillis - lastMillis) <= STEP;
    }

    /** True where the time is later than all that came. */
    boolean isYounger(long epochMillis) {
        return epochMillis > latestMillis + YOUNGER;
    }

    /** For a window that is not empty. */
    void save(StateWriter out) {
        out.flag(STARTED, started);
        out.number(NEXT, next);
        out.number(LENGTH, high - next + 1);
        out.number(LATEST, latestMillis, Long.MIN_VALUE);
        out.number(LAST, lastMillis);
    }

    /** A stretch that is longer than the settings allow by now is taken nevertheless. */
    void restore(StateReader in) throws UnreadableStateException {
        empty = false;
        int length = 0;
        while (in.next()) {
            switch (in.tag()) {
                case STARTED -> started = in.flag();
                case NEXT -> next = SavedRecords.natural(in);
                case LENGTH -> length = in.integer(0, Math.max(capacity, MOST_RESTORED));
                case LATEST -> latestMillis = SavedRecords.natural(in);
                case LAST -> lastMillis = SavedRecords.natural(in);
                default -> {}
            }
        }
        high = next + length - 1;
        capacity = Math.max(capacity, length);
    }
}
