package io.execparity.collect.coalesce;

import io.execparity.schema.event.Place;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records whose event's place is gone, gathered for a moment so that they go out together. */
final class LateEvents {
    static final int MAX_GATHERING = 1024;
    /** Bytes of one event, far above what a real one has. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int DEADLINE = 1;
    private static final int GATHERING = 2;
    private static final int POSITION = 1;
    private static final int EVENT = 2;
    private static final int ADDED = 3;
    private static final int BASE_OWED = 4;
    private static final int BASE = 5;

    private final long quiet;
    private final Habits habits;
    private final SerialLedger ledger;
    private final BootTimes times;
    private final Emission emission;
    private final Map<Long, Gathering> gathering = new LinkedHashMap<>();
    private long deadline = Long.MAX_VALUE;
    private long bytes;

    LateEvents(long quiet, Habits habits, SerialLedger ledger, BootTimes times, Emission emission) {
        this.quiet = quiet;
        this.habits = habits;
        this.ledger = ledger;
        this.times = times;
        this.emission = emission;
    }

    /** The stamp of the records being gathered for a position, or null. */
    @Nullable
    EventKey gathered(long position) {
        Gathering there = gathering.get(position);
        return there == null ? null : there.event.key();
    }

    /** A record of an event that was given up as missing. False where the very same record is there already. */
    boolean late(long position, AuditRecord record, RecordRole role, long now) {
        return gather(position, record, role, null, Place.LATE, now);
    }

    /** A further record of an event that went out whole. */
    boolean supplement(long position, AuditRecord record, RecordRole role, long now) {
        return gather(position, record, role, null, Place.ADDED, now);
    }

    /** A further record of {@code base}, which went out incomplete and has it among its parts by now. */
    boolean complete(long position, AuditRecord record, RecordRole role, Incomplete base, long now) {
        return gather(position, record, role, base, Place.ADDED, now);
    }

    private boolean gather(
            long position, AuditRecord record, RecordRole role, @Nullable Incomplete base, Place place, long now) {
        Gathering there = gathering.computeIfAbsent(
                position, unused -> new Gathering(new PendingEvent(record.key(), now), base, place));
        int before = there.event.bytes();
        if (!there.event.add(record, role, now)) {
            return false;
        }
        bytes += there.event.bytes() - before;
        emission.counters().late++;
        deadline = Math.min(deadline, now + quiet);
        boolean complete =
                (place == Place.LATE || base != null) && there.parts().lacking(habits) == 0;
        if (complete || there.event.bytes() > MAX_BYTES) {
            gathering.remove(position);
            emit(position, there);
        } else if (gathering.size() > MAX_GATHERING) {
            Map.Entry<Long, Gathering> oldest = gathering.entrySet().iterator().next();
            gathering.remove(oldest.getKey());
            emit(oldest.getKey(), oldest.getValue());
        }
        return true;
    }

    /** Hands on what has been quiet for long enough. */
    void sweep(long now) {
        if (now < deadline) {
            return;
        }
        List<Map.Entry<Long, Gathering>> ripe = new ArrayList<>();
        deadline = Long.MAX_VALUE;
        Iterator<Map.Entry<Long, Gathering>> entries = gathering.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Long, Gathering> entry = entries.next();
            long due = entry.getValue().event.touched() + quiet;
            if (due <= now) {
                ripe.add(Map.entry(entry.getKey(), entry.getValue()));
                entries.remove();
            } else {
                deadline = Math.min(deadline, due);
            }
        }
        ripe.forEach(entry -> emit(entry.getKey(), entry.getValue()));
    }

    void flush() {
        deadline = Long.MIN_VALUE;
        sweep(Long.MAX_VALUE);
    }

    /** What waits here, in bytes. */
    long bytes() {
        return bytes;
    }

    private void emit(long position, Gathering gathered) {
        bytes -= gathered.event.bytes();
        int missing = gathered.place == Place.ADDED && gathered.base == null
                ? 0
                : gathered.parts().lacking(habits) & EventParts.DEFINITE_MASK;
        emission.event(gathered.event, missing, gathered.place);
        times.note(position, gathered.event.key().epochMillis());
        if (gathered.place == Place.LATE) {
            ledger.arrived(position);
            ledger.incomplete(position, gathered.event);
        }
    }

    /** When something here is let go, the greatest number where nothing waits. */
    long deadline() {
        return gathering.isEmpty() ? Long.MAX_VALUE : deadline;
    }

    void save(StateWriter out) {
        out.number(DEADLINE, deadline, Long.MAX_VALUE);
        gathering.forEach((position, each) -> out.message(GATHERING, inner -> {
            inner.number(POSITION, position);
            inner.message(EVENT, each.event::save);
            inner.flag(ADDED, each.place == Place.ADDED);
            Incomplete base = each.base;
            if (base != null && ledger.owes(position, base)) {
                inner.flag(BASE_OWED, true);
            } else if (base != null) {
                inner.message(BASE, base::save);
            }
        }));
    }

    /** After the ledger was restored. */
    void restore(StateReader in, SavedRecords saved) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case DEADLINE -> deadline = SavedRecords.natural(in);
                case GATHERING -> restoreGathering(in, saved);
                default -> {}
            }
        }
    }

    private void restoreGathering(StateReader field, SavedRecords saved) throws UnreadableStateException {
        StateReader in = field.message();
        long position = 0;
        StateReader event = null;
        Place place = Place.LATE;
        boolean owed = false;
        Incomplete base = null;
        while (in.next()) {
            switch (in.tag()) {
                case POSITION -> position = SavedRecords.natural(in);
                case EVENT -> event = in.message();
                case ADDED -> place = in.flag() ? Place.ADDED : Place.LATE;
                case BASE_OWED -> owed = in.flag();
                case BASE -> base = restoredBase(in.message());
                default -> {}
            }
        }
        if (event == null || gathering.containsKey(position) || gathering.size() >= MAX_GATHERING) {
            throw field.invalid("no event, one that is there already, or one too many");
        }
        PendingEvent restored = PendingEvent.restored(event, position & EventKey.MAX_SERIAL, saved);
        bytes += restored.bytes();
        gathering.put(position, new Gathering(restored, owed ? ledger.incompleteAt(position) : base, place));
    }

    private static Incomplete restoredBase(StateReader in) throws UnreadableStateException {
        Incomplete base = new Incomplete();
        while (in.next()) {
            base.restoreField(in);
        }
        return base;
    }

    private record Gathering(PendingEvent event, @Nullable Incomplete base, Place place) {
        EventParts parts() {
            return base == null ? event.parts() : base.parts();
        }
    }
}
