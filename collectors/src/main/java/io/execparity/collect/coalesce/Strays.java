package io.execparity.collect.coalesce;

import io.execparity.schema.event.Place;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Records whose stamp fits nowhere. Alone they are corrupt or forged and go out by themselves after a while; several
 * serials close together bear each other out: a reboot, or a leap ahead.
 */
final class Strays {
    /** Serials close together that are believed. */
    static final int COMPANY = 3;

    private static final int CLOSE = 1000;
    private static final int MAX_EVENTS = 256;
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_MARKS = 4096;

    private static final int STRAY = 1;
    private static final int MARKS = 2;
    private static final int RECORD = 1;
    private static final int SINCE = 2;
    private static final int NOW = 3;
    private static final int MILLIS = 4;
    private static final int SERIAL = 5;

    private final long hold;
    private final Habits habits = new Habits();
    private final Emission emission;
    private final Deque<Stray> waiting = new ArrayDeque<>();
    private final Map<EventKey, Integer> counts = new LinkedHashMap<>();
    /** Marks of the records that went out, so that they go out once. */
    private final Set<Long> marks = new LinkedHashSet<>();

    private long bytes;

    Strays(long hold, Emission emission) {
        this.hold = hold;
        this.emission = emission;
    }

    /**
     * Puts a record aside; true where it is the first of its stamp, so that company may have grown.
     *
     * @param since how many records the boot had taken by then
     */
    boolean add(AuditRecord record, RecordRole role, long since, long now) {
        if (role == RecordRole.END) {
            return false;
        }
        if (marks.contains(mark(record))) {
            emission.counters().duplicates++;
            return false;
        }
        return put(new Stray(record, role, since, now));
    }

    private boolean put(Stray stray) {
        waiting.addLast(stray);
        bytes += PendingEvent.size(stray.record);
        return counts.merge(stray.key(), 1, Integer::sum) == 1;
    }

    /** What the records put aside take, in bytes. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isFull() {
        return counts.size() > MAX_EVENTS || bytes > MAX_BYTES;
    }

    /** Those that came one after the other since the boot took its last record, with serials near {@code serial}. */
    List<Stray> company(long serial, long since, Predicate<Stray> wanted) {
        List<Stray> company = new ArrayList<>();
        Set<Long> serials = new HashSet<>();
        for (Stray stray : waiting) {
            if (stray.since >= since && Math.abs(stray.serial() - serial) <= CLOSE && wanted.test(stray)) {
                company.add(stray);
                serials.add(stray.serial());
            }
        }
        return serials.size() >= COMPANY ? company : List.of();
    }

    List<Stray> all(Predicate<Stray> wanted) {
        return waiting.stream().filter(wanted).toList();
    }

    void remove(List<Stray> gone) {
        if (gone.isEmpty()) {
            return;
        }
        Set<Stray> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(gone);
        Iterator<Stray> strays = waiting.iterator();
        while (strays.hasNext()) {
            Stray stray = strays.next();
            if (!set.contains(stray)) {
                continue;
            }
            strays.remove();
            bytes -= PendingEvent.size(stray.record);
            counts.computeIfPresent(stray.record.key(), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Hands on, event by event, what has waited for long, and the oldest while there are too many. */
    void expire(long now) {
        while (!waiting.isEmpty() && (waiting.getFirst().now + hold <= now || isFull())) {
            emit(waiting.getFirst().record.key());
        }
    }

    void flush() {
        while (!waiting.isEmpty()) {
            emit(waiting.getFirst().record.key());
        }
    }

    private void emit(EventKey key) {
        PendingEvent event = new PendingEvent(key, 0);
        Iterator<Stray> strays = waiting.iterator();
        while (strays.hasNext()) {
            Stray stray = strays.next();
            if (stray.record.key().equals(key)) {
                strays.remove();
                bytes -= PendingEvent.size(stray.record);
                if (!event.add(stray.record, stray.role, 0)) {
                    emission.counters().duplicates++;
                }
                remember(mark(stray.record));
            }
        }
        counts.remove(key);
        emission.counters().outliers++;
        emission.event(event, event.parts().lacking(habits) & EventParts.DEFINITE_MASK, Place.ASIDE);
    }

    private void remember(long mark) {
        marks.add(mark);
        if (marks.size() > MAX_MARKS) {
            Iterator<Long> oldest = marks.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private static long mark(AuditRecord record) {
        return PendingEvent.mark(record) + 31L * record.key().hashCode();
    }

    void save(StateWriter out) {
        for (Stray stray : waiting) {
            out.message(STRAY, inner -> {
                inner.message(RECORD, record -> SavedRecords.save(stray.record, record));
                inner.number(SINCE, stray.since);
                inner.number(NOW, stray.now);
                inner.number(MILLIS, stray.key().epochMillis());
                inner.number(SERIAL, stray.serial());
            });
        }
        long[] all = marks.stream().mapToLong(Long::longValue).toArray();
        out.words(MARKS, all, all.length);
    }

    void restore(StateReader in, SavedRecords saved) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case STRAY -> put(restored(in.message(), saved));
                case MARKS -> {
                    for (long mark : in.words()) {
                        remember(mark);
                    }
                }
                default -> {}
            }
        }
    }

    private static Stray restored(StateReader in, SavedRecords saved) throws UnreadableStateException {
        StateReader record = in;
        long since = 0;
        long now = 0;
        long millis = 0;
        long serial = 0;
        while (in.next()) {
            switch (in.tag()) {
                case RECORD -> record = in.message();
                case SINCE -> since = SavedRecords.natural(in);
                case NOW -> now = SavedRecords.natural(in);
                case MILLIS -> millis = SavedRecords.natural(in);
                case SERIAL -> serial = in.number(0, EventKey.MAX_SERIAL);
                default -> {}
            }
        }
        AuditRecord read = saved.read(record, new EventKey(millis, serial));
        return new Stray(read, saved.role(read), since, now);
    }

    /** The oldest, where there is one. */
    Stray first() {
        return waiting.getFirst();
    }

    /** When the oldest goes out, the greatest number where nothing waits. */
    long deadline() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.getFirst().now + hold;
    }

    /** A record put aside, when, and after how many records of the boot. */
    record Stray(AuditRecord record, RecordRole role, long since, long now) {
        EventKey key() {
            return record.key();
        }

        long serial() {
            return record.key().serial();
        }
    }
}
