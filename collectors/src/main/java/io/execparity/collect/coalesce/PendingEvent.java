package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
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

    /** False where the very same record is there already. */
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

    /** The record's type and body in 64 bits. */
    static long mark(AuditRecord record) {
        return record.fields().fingerprint() + 31L * record.head().typeName().hashCode();
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

    int count() {
        return count;
    }

    /** What tells a record from others, {@link #mark}. */
    long mark(int index) {
        return marks[index];
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
}
