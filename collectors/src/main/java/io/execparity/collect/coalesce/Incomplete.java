package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.HashSet;
import java.util.Set;

/** The parts of an event that went out, and marks of those records of which more may come. */
final class Incomplete {
    private static final int MILLIS = 1;
    private static final int PARTS = 2;
    private static final int MARKS = 4;

    private final EventParts parts;
    private final Set<Long> marks = new HashSet<>();
    private long epochMillis;

    Incomplete(PendingEvent event) {
        parts = event.parts();
        epochMillis = event.key().epochMillis();
        for (long mark : event.marksWithout(parts.closed())) {
            marks.add(mark);
        }
    }

    /** To be restored. */
    Incomplete() {
        parts = new EventParts();
    }

    /** False where the record went out with the event. */
    boolean add(AuditRecord record, RecordRole role) {
        if ((parts.closed() & EventParts.part(record)) != 0 || !marks.add(PendingEvent.mark(record))) {
            return false;
        }
        parts.add(record, role);
        return true;
    }

    long epochMillis() {
        return epochMillis;
    }

    EventParts parts() {
        return parts;
    }

    void save(StateWriter out) {
        out.number(MILLIS, epochMillis);
        out.message(PARTS, parts::save);
        long[] sorted = marks.stream().mapToLong(Long::longValue).sorted().toArray();
        out.words(MARKS, sorted, sorted.length);
    }

    /** Takes a field that {@link #save} wrote. */
    void restoreField(StateReader in) throws UnreadableStateException {
        switch (in.tag()) {
            case MILLIS -> epochMillis = SavedRecords.natural(in);
            case PARTS -> parts.restore(in.message());
            case MARKS -> {
                for (long mark : in.words()) {
                    marks.add(mark);
                }
            }
            default -> {}
        }
    }
}
