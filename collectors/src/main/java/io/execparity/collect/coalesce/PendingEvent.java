package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of one stamp while more may come. */
final class PendingEvent {
    /** What a record costs beside its body: head, fields and their places. */
    private static final int OVERHEAD = 320;
    /** From here on a set tells repeats, so that an event of very many records stays cheap. */
    private static final int MANY = 32;

    private static final long[] NO_MARKS = {};

    private static final int MILLIS = 1;
    private static final int NOTICED = 2;
    private static final int TOUCHED = 3;
    private static final int ENDED = 4;
    private static final int RECORD = 5;

    private final EventKey key;
    private final EventParts parts = new EventParts();
    private final long noticed;
    private AuditRecord[] records = new AuditRecord[6];
    private long[] marks = new long[6];
    private int count;
    private int bytes;
    private long touched;
    private @Nullable Set<Long> markSet;

    /** @param noticed when its serial was first known to be due */
    PendingEvent(EventKey key, long noticed) {
        this.key = key;
        this.noticed = noticed;
    }

    /** False where the very same record is there already, in this form or another. */
    boolean add(AuditRecord record, RecordRole role, long now) {
        touched = now;
        if (role == RecordRole.END) {
            parts.add(record, role);
            return true;
        }
        long mark = mark(record);
        if (repeats(record, mark)) {
            return false;
        }
        if (count == records.length) {
            records = Arrays.copyOf(records, count * 2);
            marks = Arrays.copyOf(marks, count * 2);
        }
        records[count] = record;
        marks[count] = mark;
        count++;
        bytes += size(record);
        parts.add(record, role);
        return true;
    }

    /** What a record that waits takes, in bytes. */
    static int size(AuditRecord record) {
        return record.fields().length() + record.fields().count() * Long.BYTES + OVERHEAD;
    }

    /** The record's type and body in 64 bits: the same in whatever form the record came. */
    static long mark(AuditRecord record) {
        return record.fields().fingerprint() + 31L * record.head().kind().hashCode();
    }

    private boolean repeats(AuditRecord record, long mark) {
        if (count >= MANY) {
            return isMarked(mark);
        }
        for (int i = 0; i < count; i++) {
            if (marks[i] == mark && records[i].fields().sameBodyAs(record.fields())) {
                return true;
            }
        }
        return false;
    }

    private boolean isMarked(long mark) {
        if (markSet == null) {
            markSet = new HashSet<>();
            for (int i = 0; i < count; i++) {
                markSet.add(marks[i]);
            }
        }
        return !markSet.add(mark);
    }

    EventKey key() {
        return key;
    }

    EventParts parts() {
        return parts;
    }

    /** The marks of those records that are no such parts, as bits of {@link Habits}. */
    long[] marksWithout(int left) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            kept += (EventParts.part(records[i]) & left) == 0 ? 1 : 0;
        }
        if (kept == 0) {
            return NO_MARKS; // as for most events
        }
        long[] open = new long[kept];
        for (int i = 0, at = 0; at < kept; i++) {
            if ((EventParts.part(records[i]) & left) == 0) {
                open[at++] = marks[i];
            }
        }
        return open;
    }

    /** In the order in which they came. */
    List<AuditRecord> records() {
        return Arrays.asList(count == records.length ? records : Arrays.copyOf(records, count));
    }

    int bytes() {
        return bytes;
    }

    long noticed() {
        return noticed;
    }

    /** When the last record was added. */
    long touched() {
        return touched;
    }

    /** Writes all but the serial, which follows from where the event stands. */
    void save(StateWriter out) {
        out.number(MILLIS, key.epochMillis());
        out.number(NOTICED, noticed);
        out.number(TOUCHED, touched);
        out.flag(ENDED, (parts.having() & Habits.PROCTITLE) != 0);
        for (int i = 0; i < count; i++) {
            AuditRecord record = records[i];
            out.message(RECORD, inner -> SavedRecords.save(record, inner));
        }
    }

    static PendingEvent restored(StateReader in, long serial, SavedRecords saved) throws UnreadableStateException {
        long millis = 0;
        long noticed = 0;
        long touched = 0;
        boolean ended = false;
        List<StateReader> records = new ArrayList<>();
        while (in.next()) {
            switch (in.tag()) {
                case MILLIS -> millis = SavedRecords.natural(in);
                case NOTICED -> noticed = SavedRecords.natural(in);
                case TOUCHED -> touched = SavedRecords.natural(in);
                case ENDED -> ended = in.flag();
                case RECORD -> records.add(in.message());
                default -> {}
            }
        }
        PendingEvent event = new PendingEvent(new EventKey(millis, serial), noticed);
        for (StateReader each : records) {
            AuditRecord record = saved.read(each, event.key);
            event.add(record, saved.role(record), touched);
        }
        if (ended) {
            event.parts.end();
        }
        event.touched = touched;
        return event;
    }
}
