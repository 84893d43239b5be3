package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.RecordType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's own records. They have no serial in the kernel's order, so each waits until everything up to the highest
 * serial that had come before it went out. A start waits for the kernel's next record too: that may begin a new boot,
 * and then the start belongs to it.
 */
final class DaemonQueue {
    private static final int MAX_WAITING = 1024;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_STAMPS = 1024;

    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Set<Stamp> stamps = new LinkedHashSet<>();
    private boolean undecided;
    private long bytes;

    /** False where the very same record came before. */
    boolean add(AuditRecord record, long barrier) {
        if (!stamps.add(new Stamp(record.head().typeName(), record.key()))) {
            return false;
        }
        if (stamps.size() > MAX_STAMPS) {
            Iterator<Stamp> oldest = stamps.iterator();
            oldest.next();
            oldest.remove();
        }
        boolean start = record.type() == RecordType.DAEMON_START;
        undecided |= start;
        waiting.addLast(new Entry(record, barrier, start));
        bytes += PendingEvent.size(record);
        return true;
    }

    /** True where the daemon started and the kernel has not been heard since. */
    boolean started() {
        return undecided;
    }

    /** The kernel goes on in the boot that was, and every start so far belongs to it. */
    void decide() {
        if (undecided) {
            undecided = false;
            requeue(entry -> entry.barrier);
        }
    }

    /** Puts everything that waits in line again, as no start that a new boot may claim. */
    private void requeue(ToLongFunction<Entry> barrier) {
        int left = waiting.size();
        for (int i = 0; i < left; i++) {
            Entry entry = waiting.removeFirst();
            waiting.addLast(new Entry(entry.record, barrier.applyAsLong(entry), false));
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The next record whose turn it is before {@code position}, or null. */
    @Nullable
    AuditRecord poll(long position) {
        Entry head = waiting.peekFirst();
        if (head == null || !isFull() && (head.start && undecided || head.barrier >= position)) {
            return null;
        }
        return removeFirst();
    }

    private boolean isFull() {
        return waiting.size() > MAX_WAITING || bytes > MAX_BYTES;
    }

    private AuditRecord removeFirst() {
        AuditRecord record = waiting.removeFirst().record;
        bytes -= PendingEvent.size(record);
        return record;
    }

    /** What waits here, in bytes. */
    long bytes() {
        return bytes;
    }

    /** The next record of the boot that ended, or null. */
    @Nullable
    AuditRecord pollEnded() {
        Entry head = waiting.peekFirst();
        return head == null || head.start && undecided ? null : removeFirst();
    }

    /** A new boot began: what is left stands before its first event. */
    void reboot() {
        undecided = false;
        requeue(entry -> Long.MIN_VALUE);
    }

    private record Entry(AuditRecord record, long barrier, boolean start) {}

    private record Stamp(String typeName, EventKey key) {}
}
