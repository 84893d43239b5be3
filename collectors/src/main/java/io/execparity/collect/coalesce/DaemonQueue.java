package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.RecordType;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
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

    private static final int ENTRY = 1;
    private static final int UNDECIDED = 2;
    private static final int STAMP_NAME = 3;
    private static final int STAMPS = 4;
    private static final int RECORD = 1;
    private static final int BARRIER = 2;
    private static final int START = 3;
    private static final int MILLIS = 4;
    private static final int SERIAL = 5;

    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Set<Stamp> stamps = new LinkedHashSet<>();
    private boolean undecided;
    private long bytes;

    /** False where the very same record came before. */
    boolean add(AuditRecord record, long barrier) {
        if (!stamps.add(new Stamp(record.head().kind(), record.key()))) {
            return false;
        }
        forgetOldStamp();
        boolean start = record.type() == RecordType.DAEMON_START;
        undecided |= start;
        put(new Entry(record, barrier, start));
        return true;
    }

    private void put(Entry entry) {
        waiting.addLast(entry);
        bytes += PendingEvent.size(entry.record);
    }

    private void forgetOldStamp() {
        if (stamps.size() > MAX_STAMPS) {
            Iterator<Stamp> oldest = stamps.iterator();
            oldest.next();
            oldest.remove();
        }
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

    /** Each name once, and three numbers a stamp: its name's place, and the distances from the stamp before. */
    void save(StateWriter out) {
        for (Entry entry : waiting) {
            out.message(ENTRY, inner -> {
                inner.message(RECORD, record -> SavedRecords.save(entry.record, record));
                inner.number(BARRIER, entry.barrier, Long.MIN_VALUE);
                inner.flag(START, entry.start);
                inner.number(MILLIS, entry.record.key().epochMillis());
                inner.number(SERIAL, entry.record.key().serial());
            });
        }
        out.flag(UNDECIDED, undecided);
        List<String> names =
                stamps.stream().map(Stamp::typeName).distinct().sorted().toList();
        names.forEach(name -> out.text(STAMP_NAME, name));
        long[] numbers = new long[3 * stamps.size()];
        int i = 0;
        long millis = 0;
        long serial = 0;
        for (Stamp stamp : stamps) {
            numbers[i++] = names.indexOf(stamp.typeName);
            numbers[i++] = stamp.key.epochMillis() - millis;
            numbers[i++] = stamp.key.serial() - serial;
            millis = stamp.key.epochMillis();
            serial = stamp.key.serial();
        }
        out.numbers(STAMPS, numbers, i);
    }

    void restore(StateReader in, SavedRecords saved) throws UnreadableStateException {
        List<String> names = new ArrayList<>();
        while (in.next()) {
            switch (in.tag()) {
                case ENTRY -> put(restored(in.message(), saved));
                case UNDECIDED -> undecided = in.flag();
                case STAMP_NAME -> names.add(in.text());
                case STAMPS -> restoreStamps(in, names);
                default -> {}
            }
        }
    }

    private void restoreStamps(StateReader in, List<String> names) throws UnreadableStateException {
        long[] numbers = in.numbers();
        long millis = 0;
        long serial = 0;
        for (int i = 0; i + 2 < numbers.length; i += 3) {
            millis = SavedRecords.natural(in, millis + numbers[i + 1]);
            serial += numbers[i + 2];
            if (numbers[i] < 0 || numbers[i] >= names.size() || serial < 0 || serial > EventKey.MAX_SERIAL) {
                throw in.invalid("no stamp: name " + numbers[i] + ", serial " + serial);
            }
            stamps.add(new Stamp(names.get((int) numbers[i]), new EventKey(millis, serial)));
            forgetOldStamp();
        }
    }

    private static Entry restored(StateReader in, SavedRecords saved) throws UnreadableStateException {
        StateReader record = in;
        long barrier = Long.MIN_VALUE;
        boolean start = false;
        long millis = 0;
        long serial = 0;
        while (in.next()) {
            switch (in.tag()) {
                case RECORD -> record = in.message();
                case BARRIER -> barrier = in.number();
                case START -> start = in.flag();
                case MILLIS -> millis = SavedRecords.natural(in);
                case SERIAL -> serial = in.number(0, EventKey.MAX_SERIAL);
                default -> {}
            }
        }
        return new Entry(saved.read(record, new EventKey(millis, serial)), barrier, start);
    }

    private record Entry(AuditRecord record, long barrier, boolean start) {}

    private record Stamp(String typeName, EventKey key) {}
}
