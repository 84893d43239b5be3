package io.execparity.collect.coalesce;

import io.execparity.collect.coalesce.BootSequence.Answer;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;

/** The serials of a boot whose turn is over, and the records that still come for them. */
final class PastSerials {
    /** Before this the clock had not been set. */
    private static final long YEAR_1971 = 31_536_000_000L;

    private final SerialLedger ledger = new SerialLedger();
    private final EmittedRecords emitted = new EmittedRecords();
    private final BootTimes times = new BootTimes();
    private final Emission emission;
    private final LateEvents late;

    PastSerials(long quiet, Habits habits, Emission emission) {
        this.emission = emission;
        this.late = new LateEvents(quiet, habits, ledger, times, emission);
    }

    /** What lies before the first event was not lost, but it may still come. */
    void beginAt(long first, long epochMillis) {
        long earliest = epochMillis > YEAR_1971 ? YEAR_1971 + SerialLedger.EARLIER : 0;
        ledger.missing(0, first - 1, earliest, epochMillis);
    }

    /** A position went out; {@code lack} as {@link EventParts#lacking} gave it. */
    void wentOut(long position, PendingEvent event, int lack) {
        times.note(position, event.key().epochMillis());
        if (lack == 0) {
            emitted.remember(position, event);
        } else {
            ledger.incomplete(position, event);
        }
    }

    void missing(long from, long to, EventKey before, EventKey after) {
        ledger.missing(from, to, before.epochMillis(), after.epochMillis());
    }

    Answer take(long position, AuditRecord record, RecordRole role, long now) {
        long epochMillis = record.key().epochMillis();
        EventKey gathered = late.gathered(position);
        if (gathered != null && !gathered.equals(record.key())) {
            return Answer.STRANGE;
        }
        SerialLedger.Incomplete base = ledger.incompleteAt(position, epochMillis);
        if (base != null) {
            boolean further = role != RecordRole.END && base.add(record, role);
            return further ? answer(late.complete(position, record, role, base, now)) : repeated(role);
        }
        if (emitted.knows(position, epochMillis)) {
            boolean further = role != RecordRole.END && emitted.add(position, PendingEvent.mark(record));
            return further ? answer(late.supplement(position, record, role, now)) : repeated(role);
        }
        if (gathered != null || ledger.misses(position, epochMillis)) {
            return answer(late.late(position, record, role, now));
        }
        return times.contains(position, epochMillis) ? repeated(role) : Answer.STRANGE;
    }

    private Answer answer(boolean taken) {
        return taken ? Answer.TAKEN : repeated(RecordRole.WITNESS);
    }

    /** The end of an event is no repeat: it follows the event that PROCTITLE had closed already. */
    private Answer repeated(RecordRole role) {
        if (role != RecordRole.END) {
            emission.counters().duplicates++;
        }
        return Answer.REPEATED;
    }

    void sweep(long now) {
        late.sweep(now);
    }

    void flush() {
        late.flush();
    }

    /** What waits here, in bytes. */
    long bytes() {
        return late.bytes();
    }

    BootTimes times() {
        return times;
    }
}
