package io.execparity.collect.coalesce;

import io.execparity.schema.record.EventKey;

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

    private final int capacity;
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
}
