package io.execparity.collect.coalesce;

import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the last whole events had, so that a record that comes after its event can be told from a repeat: nothing in an
 * event says how many AVC or INTEGRITY_RULE records belong to it. Of such records marks are kept; a part that is closed
 * needs none, since no further record of it belongs to the event. They are saved in pages, of which few change from one
 * checkpoint to the next.
 */
final class EmittedRecords {
    private static final int MAX_EVENTS = 2048;
    private static final int MAX_MARKS = 16_384;
    /** Most of the hosts that a forged log names say next to nothing. */
    private static final int FIRST_EVENTS = 16;
    /** Of a host that has been silent for long. */
    private static final int RESTING = 256;
    /** Events that are saved together: all of a silent host's, so that it takes one page, and at most 32 pages. */
    private static final int PAGE = RESTING;

    private static final int EVERY_PAGE = -1;

    private static final long FREE = -1;
    private static final long[] NO_MARKS = {};

    private static final int SLOTS = 1;
    private static final int RUNS = 2;
    private static final int TIMES = 3;
    private static final int MARKED = 4;
    private static final int MARKS = 5;

    private long[] positions = free(FIRST_EVENTS);
    private long[] times = new long[FIRST_EVENTS];
    private byte[] closed = new byte[FIRST_EVENTS];
    private long[][] marks = new long[FIRST_EVENTS][];
    private int markCount;
    /** The pages that are not saved as they are, the first one's bit the lowest. */
    private int changed = EVERY_PAGE;

    private static long[] free(int events) {
        long[] positions = new long[events];
        Arrays.fill(positions, FREE);
        return positions;
    }

    /** An event went out. One older than what its slot holds is not remembered. */
    void remember(long position, PendingEvent event) {
        int slot = slot(position);
        while (positions.length < MAX_EVENTS && positions[slot] != FREE && positions[slot] != position) {
            widen();
            slot = slot(position);
        }
        if (positions[slot] > position) {
            return;
        }
        clear(slot);
        int done = event.parts().closed();
        long[] open = event.marksWithout(done);
        if (makeRoom(position, open.length)) {
            put(slot, position, event.key().epochMillis(), done, open);
        }
    }

    private void put(int slot, long position, long epochMillis, int done, long[] open) {
        clear(slot);
        changed |= 1 << slot / PAGE;
        positions[slot] = position;
        times[slot] = epochMillis;
        closed[slot] = (byte) done;
        marks[slot] = open;
        markCount += open.length;
    }

    private void clear(int slot) {
        if (positions[slot] != FREE) {
            changed |= 1 << slot / PAGE;
            positions[slot] = FREE;
            markCount -= marks[slot].length;
            marks[slot] = NO_MARKS;
        }
    }

    /** False for an event that is too large to be remembered. Others make room as they get older. */
    private boolean makeRoom(long position, int more) {
        for (int reach = MAX_EVENTS; markCount + more > MAX_MARKS && reach > 0; reach /= 2) {
            for (int slot = 0; slot < positions.length; slot++) {
                if (positions[slot] <= position - reach) {
                    clear(slot);
                }
            }
        }
        return markCount + more <= MAX_MARKS;
    }

    private int slot(long position) {
        return (int) position & positions.length - 1;
    }

    /** Twice as many slots: what shared one now has its own. */
    private void widen() {
        int events = positions.length * 2;
        long[] widerPositions = free(events);
        long[] widerTimes = new long[events];
        byte[] widerClosed = new byte[events];
        long[][] widerMarks = new long[events][];
        for (int slot = 0; slot < positions.length; slot++) {
            if (positions[slot] != FREE) {
                int to = (int) positions[slot] & events - 1;
                widerPositions[to] = positions[slot];
                widerTimes[to] = times[slot];
                widerClosed[to] = closed[slot];
                widerMarks[to] = marks[slot];
            }
        }
        positions = widerPositions;
        times = widerTimes;
        closed = widerClosed;
        marks = widerMarks;
        changed = EVERY_PAGE;
    }

    boolean knows(long position, long epochMillis) {
        int slot = slot(position);
        return positions[slot] == position && times[slot] == epochMillis;
    }

    /** Of an event that is known: false where the record went out with it, else it is remembered as well. */
    boolean add(long position, AuditRecord record) {
        int slot = slot(position);
        if ((closed[slot] & EventParts.part(record)) != 0) {
            return false;
        }
        long mark = PendingEvent.mark(record);
        long[] there = marks[slot];
        for (long known : there) {
            if (known == mark) {
                return false;
            }
        }
        if (markCount < MAX_MARKS) {
            marks[slot] = Arrays.copyOf(there, there.length + 1);
            marks[slot][there.length] = mark;
            markCount++;
            changed |= 1 << slot / PAGE;
        }
        return true;
    }

    /** Keeps only the last of them: nothing has come for long, and what is still on its way is of those. */
    void rest(long next) {
        if (positions.length > RESTING) {
            long[] old = positions;
            long[] oldTimes = times;
            byte[] oldClosed = closed;
            long[][] oldMarks = marks;
            positions = free(RESTING);
            times = new long[RESTING];
            closed = new byte[RESTING];
            marks = new long[RESTING][];
            markCount = 0;
            changed = EVERY_PAGE;
            for (int slot = 0; slot < old.length; slot++) {
                if (old[slot] != FREE && old[slot] >= next - RESTING) {
                    put(slot(old[slot]), old[slot], oldTimes[slot], oldClosed[slot], oldMarks[slot]);
                }
            }
        }
    }

    boolean isResting() {
        return positions.length <= RESTING;
    }

    /** How many events have room, which says how many pages there are. */
    int slots() {
        return positions.length;
    }

    /** Hands over the pages that are not saved as they are. */
    void save(PageSink pages) {
        for (int page = 0; page * PAGE < positions.length; page++) {
            if ((changed & 1 << page) != 0) {
                StateWriter out = new StateWriter();
                save(page * PAGE, Math.min(positions.length, (page + 1) * PAGE), out);
                pages.put(page, out.toByteArray());
            }
        }
        changed = 0;
    }

    /** Three numbers for each run of events with the same parts, a time for each event, and what marks there are. */
    private void save(int first, int end, StateWriter out) {
        int[] slots = slotsInOrder(first, end);
        long[] runs = new long[3 * slots.length];
        long[] eventTimes = new long[slots.length];
        long[] marked = new long[2 * slots.length];
        long[] all =
                new long[Arrays.stream(slots).map(slot -> marks[slot].length).sum()];
        int runEnd = 0;
        int markedEnd = 0;
        int saved = 0;
        for (int i = 0; i < slots.length; i++) {
            int slot = slots[i];
            long before = i == 0 ? -1 : positions[slots[i - 1]];
            boolean goesOn = i > 0 && positions[slot] == before + 1 && closed[slot] == closed[slots[i - 1]];
            if (!goesOn) {
                runs[runEnd++] = positions[slot] - before - 1;
                runs[runEnd++] = 0;
                runs[runEnd++] = closed[slot];
            }
            runs[runEnd - 2]++;
            eventTimes[i] = times[slot] - (i == 0 ? 0 : times[slots[i - 1]]);
            int count = marks[slot].length;
            if (count > 0) {
                marked[markedEnd++] = i;
                marked[markedEnd++] = count;
                System.arraycopy(marks[slot], 0, all, saved, count);
                saved += count;
            }
        }
        out.number(SLOTS, positions.length, FIRST_EVENTS);
        out.numbers(RUNS, runs, runEnd);
        out.numbers(TIMES, eventTimes, eventTimes.length);
        out.numbers(MARKED, marked, markedEnd);
        out.words(MARKS, all, saved);
    }

    private int[] slotsInOrder(int first, int end) {
        return Arrays.stream(positions, first, end)
                .filter(position -> position != FREE)
                .sorted()
                .mapToInt(this::slot)
                .toArray();
    }

    /** What {@link #save} handed over of so many slots. */
    void restore(int slots, IntFunction<byte @Nullable []> pages, StateReader in) throws UnreadableStateException {
        if (slots < FIRST_EVENTS || slots > MAX_EVENTS) {
            throw in.invalid("room for " + slots + " events that went out");
        }
        spread(slots);
        for (int page = 0; page * PAGE < positions.length; page++) {
            byte[] content = pages.apply(page);
            if (content == null) {
                throw in.invalid("no page " + page + " of the events that went out");
            }
            restore(new StateReader(content));
        }
        changed = 0;
    }

    /** A page, or all that there was, as earlier builds saved it. */
    void restore(StateReader in) throws UnreadableStateException {
        long[] runs = {};
        long[] eventTimes = {};
        long[] marked = {};
        long[] words = {};
        while (in.next()) {
            switch (in.tag()) {
                case SLOTS -> spread(in.integer(FIRST_EVENTS, MAX_EVENTS));
                case RUNS -> runs = in.numbers();
                case TIMES -> eventTimes = in.numbers();
                case MARKED -> marked = in.numbers();
                case MARKS -> words = in.words();
                default -> {}
            }
        }
        if (words.length > MAX_MARKS || eventTimes.length > MAX_EVENTS) {
            throw in.invalid(eventTimes.length + " events and " + words.length + " marks that went out");
        }
        restoreMarks(in, marked, words, restoreEvents(in, runs, eventTimes));
    }

    /** The slots, event by event. */
    private int[] restoreEvents(StateReader in, long[] runs, long[] eventTimes) throws UnreadableStateException {
        int[] slots = new int[eventTimes.length];
        long position = -1;
        long time = 0;
        int event = 0;
        for (int run = 0; run + 2 < runs.length; run += 3) {
            position += SavedRecords.natural(in, runs[run]);
            for (long left = runs[run + 1]; left > 0 && event < eventTimes.length; left--) {
                position = SavedRecords.natural(in, position + 1);
                time = SavedRecords.natural(in, time + eventTimes[event++]);
                int slot = slot(position);
                if (positions[slot] != FREE) {
                    throw in.invalid("two events in one place");
                }
                put(slot, position, time, (int) runs[run + 2], NO_MARKS);
                slots[event - 1] = slot;
            }
        }
        if (event < eventTimes.length) {
            throw in.invalid("times of no events");
        }
        return slots;
    }

    private void restoreMarks(StateReader in, long[] marked, long[] words, int[] slots)
            throws UnreadableStateException {
        int used = 0;
        for (int i = 0; i + 1 < marked.length; i += 2) {
            long event = marked[i];
            long count = marked[i + 1];
            if (event < 0 || event >= slots.length || count < 0 || count > words.length - used) {
                throw in.invalid(count + " marks of event " + event);
            }
            int slot = slots[(int) event];
            markCount += (int) count - marks[slot].length;
            marks[slot] = Arrays.copyOfRange(words, used, used + (int) count);
            used += (int) count;
        }
    }

    private void spread(int events) {
        while (positions.length < events) {
            widen();
        }
    }
}
