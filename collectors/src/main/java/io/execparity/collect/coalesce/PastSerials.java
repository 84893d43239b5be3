package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;

/** The serials of a boot whose turn is over, and the records that still come for them. */
final class PastSerials {
    /** Before this the clock had not been set. */
    private static final long YEAR_1971 = 31_536_000_000L;

    private static final int LEDGER = 1;
    private static final int EMITTED = 2;
    private static final int TIMES = 3;
    private static final int LATE = 4;
    private static final int EMITTED_SLOTS = 5;

    private final SerialLedger ledger = new SerialLedger();
    private final EmittedRecords emitted = new EmittedRecords();
    private final BootTimes times = new BootTimes();
    private final Emission emission;
    private final LateEvents late;
    private final Waits waits;

    PastSerials(Waits waits, Habits habits, Emission emission) {
        this.emission = emission;
        this.waits = waits;
        this.late = new LateEvents(waits.quiet(), habits, ledger, times, emission);
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
        Incomplete base = ledger.incompleteAt(position, epochMillis);
        if (base != null) {
            boolean further = role != RecordRole.END && base.add(record, role);
            if (further) {
                waits.cameAfterAll();
            }
            return further ? answer(late.complete(position, record, role, base, now)) : repeated(role);
        }
        if (emitted.knows(position, epochMillis)) {
            boolean further = role != RecordRole.END && emitted.add(position, record);
            return further ? answer(late.supplement(position, record, role, now)) : repeated(role);
        }
        if (gathered != null || ledger.misses(position, epochMillis)) {
            waits.cameAfterAll();
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

    /** Lets go what came late and has been gathered for long enough. */
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

    /** When something that came late is let go, the greatest number where nothing waits. */
    long deadline() {
        return late.deadline();
    }

    void save(StateWriter out) {
        out.message(LEDGER, ledger::save);
        out.number(EMITTED_SLOTS, emitted.slots());
        out.message(TIMES, times::save);
        out.message(LATE, late::save);
    }

    /** What of it changed since it was saved before, by the page. */
    void savePages(PageSink pages) {
        emitted.save(pages);
    }

    void restore(StateReader in, SavedRecords saved) throws UnreadableStateException {
        StateReader gathered = null;
        while (in.next()) {
            switch (in.tag()) {
                case LEDGER -> ledger.restore(in.message());
                case EMITTED -> emitted.restore(in.message()); // of earlier builds
                case EMITTED_SLOTS -> emitted.restore(in.integer(0, Integer.MAX_VALUE), saved.pages(), in);
                case TIMES -> times.restore(in.message());
                case LATE -> gathered = in.message();
                default -> {}
            }
        }
        if (gathered != null) {
            late.restore(gathered, saved);
        }
    }

    /** Nothing has come for long. */
    void rest(long next) {
        emitted.rest(next);
    }

    boolean isResting() {
        return emitted.isResting();
    }
}
