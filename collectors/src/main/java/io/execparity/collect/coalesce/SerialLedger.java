package io.execparity.collect.coalesce;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one boot still owes: serials given up as missing, and events that went out without all their parts. Both lists
 * are bounded; what falls out of them counts as settled, so that a record of it coming later is dropped as a repeat.
 */
final class SerialLedger {
    static final int MAX_RANGES = 4096;
    static final int MAX_INCOMPLETE = 1024;

    /** Milliseconds by which a record's time may lie outside those of the events around its gap. */
    private static final long LATER = 5_000;

    static final long EARLIER = 86_400_000;

    private static final int RANGES = 1;
    private static final int INCOMPLETE = 2;
    private static final int POSITION = 3;

    private final NavigableMap<Long, Range> ranges = new TreeMap<>();
    private final Map<Long, Incomplete> incomplete = new LinkedHashMap<>();

    /** The positions {@code from} to {@code to} were given up; the times are those of the events around them. */
    void missing(long from, long to, long timeBefore, long timeAfter) {
        if (from > to) {
            return;
        }
        ranges.put(from, new Range(to, Math.min(timeBefore, timeAfter), Math.max(timeBefore, timeAfter)));
        if (ranges.size() > MAX_RANGES) {
            ranges.pollFirstEntry();
        }
    }

    /** True where {@code position} is missing and a record of that time may well be of it. */
    boolean misses(long position, long epochMillis) {
        Map.Entry<Long, Range> entry = ranges.floorEntry(position);
        if (entry == null || entry.getValue().to < position) {
            return false;
        }
        Range range = entry.getValue();
        return epochMillis <= range.latest + LATER && epochMillis >= range.earliest - EARLIER;
    }

    /** {@code position} came after all. */
    void arrived(long position) {
        Map.Entry<Long, Range> entry = ranges.floorEntry(position);
        if (entry == null || entry.getValue().to < position) {
            return;
        }
        Range range = entry.getValue();
        long from = entry.getKey();
        ranges.remove(from);
        missing(from, position - 1, range.earliest, range.latest);
        missing(position + 1, range.to, range.earliest, range.latest);
    }

    void incomplete(long position, PendingEvent event) {
        incomplete.put(position, new Incomplete(event));
        if (incomplete.size() > MAX_INCOMPLETE) {
            Iterator<Long> oldest = incomplete.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The event of this stamp that went out incomplete, or null. */
    @Nullable
    Incomplete incompleteAt(long position, long epochMillis) {
        Incomplete entry = incomplete.get(position);
        return entry == null || entry.epochMillis() != epochMillis ? null : entry;
    }

    /** True where {@code entry} is still owed, as what {@link #incompleteAt} gives. */
    boolean owes(long position, Incomplete entry) {
        return incomplete.get(position) == entry;
    }

    @Nullable
    Incomplete incompleteAt(long position) {
        return incomplete.get(position);
    }

    /** Four numbers a range: how far it begins from the one before, its length, and its times in the same way. */
    void save(StateWriter out) {
        long[] numbers = new long[4 * ranges.size()];
        int i = 0;
        long position = 0;
        long time = 0;
        for (Map.Entry<Long, Range> entry : ranges.entrySet()) {
            Range range = entry.getValue();
            numbers[i++] = entry.getKey() - position;
            numbers[i++] = range.to - entry.getKey();
            numbers[i++] = range.earliest - time;
            numbers[i++] = range.latest - range.earliest;
            position = entry.getKey();
            time = range.latest;
        }
        out.numbers(RANGES, numbers, numbers.length);
        incomplete.forEach((at, entry) -> out.message(INCOMPLETE, inner -> {
            inner.number(POSITION, at);
            entry.save(inner);
        }));
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case RANGES -> restoreRanges(in);
                case INCOMPLETE -> restoreIncomplete(in);
                default -> {}
            }
        }
    }

    private void restoreRanges(StateReader in) throws UnreadableStateException {
        long[] numbers = in.numbers();
        long position = 0;
        long time = 0;
        for (int i = 0; i + 3 < numbers.length && ranges.size() < MAX_RANGES; i += 4) {
            position = SavedRecords.natural(in, position + numbers[i]);
            long to = SavedRecords.natural(in, position + SavedRecords.natural(in, numbers[i + 1]));
            long earliest = SavedRecords.natural(in, time + numbers[i + 2]);
            time = SavedRecords.natural(in, earliest + numbers[i + 3]);
            ranges.put(position, new Range(to, earliest, time));
        }
    }

    private void restoreIncomplete(StateReader field) throws UnreadableStateException {
        StateReader in = field.message();
        Incomplete entry = new Incomplete();
        long position = 0;
        while (in.next()) {
            if (in.tag() == POSITION) {
                position = SavedRecords.natural(in);
            } else {
                entry.restoreField(in);
            }
        }
        incomplete.put(position, entry);
        if (incomplete.size() > MAX_INCOMPLETE) {
            throw field.invalid("more than " + MAX_INCOMPLETE + " incomplete events");
        }
    }

    int ranges() {
        return ranges.size();
    }

    private record Range(long to, long earliest, long latest) {}
}
