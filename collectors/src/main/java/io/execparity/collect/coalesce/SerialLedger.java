package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
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
        Incomplete entry = new Incomplete(event.key().epochMillis(), event.parts());
        for (int i = 0; i < event.count(); i++) {
            entry.fingerprints.add(event.mark(i));
        }
        incomplete.put(position, entry);
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
        return entry == null || entry.epochMillis != epochMillis ? null : entry;
    }

    int ranges() {
        return ranges.size();
    }

    private record Range(long to, long earliest, long latest) {}

    /** The parts of an event that went out, and marks of its records. */
    static final class Incomplete {
        private final long epochMillis;
        private final EventParts parts;
        private final Set<Long> fingerprints = new HashSet<>();

        Incomplete(long epochMillis, EventParts parts) {
            this.epochMillis = epochMillis;
            this.parts = parts;
        }

        /** False where the very same record went out with the event. */
        boolean add(AuditRecord record, RecordRole role) {
            if (!fingerprints.add(PendingEvent.mark(record))) {
                return false;
            }
            parts.add(record, role);
            return true;
        }

        EventParts parts() {
            return parts;
        }
    }
}
