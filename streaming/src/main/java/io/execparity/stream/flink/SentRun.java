package io.execparity.stream.flink;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One run of numbers of a source: which of them came, and which are waited for. */
final class SentRun {
    /** Of the ranges that came the lowest are forgotten first. */
    private static final int MOST_RANGES = 64;
    /** Further gaps become one with the last. */
    private static final int MOST_GAPS = 64;

    private static final int EPOCH = 1;
    private static final int NEXT = 2;
    private static final int RANGE = 3;
    private static final int GAP = 4;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int MISSING = 3;
    private static final int MILLIS = 4;
    private static final int SERIAL = 5;
    private static final int NAME = 6;

    private static final class Gap {
        private long first;
        private long last;
        private long missing;
        private @Nullable EventKey behind;
        private long since;
        /** Its run and its first number, whoever tells of it. */
        private String name = "";
    }

    /** Of lines that never came. */
    interface Listener {
        void missing(String gap, long lines, @Nullable EventKey behind);
    }

    private final long epoch;
    /** Every number below it came, is waited for, or was given up. */
    private long next;

    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    /** @param first the number that comes first */
    SentRun(long epoch, long first) {
        this.epoch = epoch;
        this.next = first;
    }

    long epoch() {
        return epoch;
    }

    boolean misses() {
        return !gaps.isEmpty();
    }

    boolean take(long sequence, @Nullable EventKey key, long now) {
        Map.Entry<Long, Long> below = ranges.floorEntry(sequence);
        if (below != null && below.getValue() >= sequence) {
            return false;
        }
        if (sequence > next) {
            open(next, sequence - 1, key, now);
        } else if (sequence < next) {
            fill(sequence);
        }
        next = Math.max(next, sequence + 1);
        add(sequence, below);
        return true;
    }

    private void add(long sequence, Map.@Nullable Entry<Long, Long> below) {
        long first = sequence;
        if (below != null && below.getValue() == sequence - 1) {
            first = below.getKey();
        }
        Long last = ranges.remove(sequence + 1);
        ranges.put(first, last == null ? sequence : last);
        if (ranges.size() > MOST_RANGES) {
            ranges.pollFirstEntry();
        }
    }

    private void open(long first, long last, @Nullable EventKey key, long now) {
        Gap gap;
        if (gaps.size() < MOST_GAPS) {
            gap = new Gap();
            gap.first = first;
            gap.behind = key;
            gap.since = now;
            gap.name = epoch + " " + first;
            gaps.add(gap);
        } else {
            gap = gaps.get(gaps.size() - 1);
        }
        gap.last = last;
        gap.missing += last - first + 1;
    }

    private void fill(long sequence) {
        for (Gap gap : gaps) {
            if (sequence >= gap.first && sequence <= gap.last) {
                gap.missing--;
            }
        }
        gaps.removeIf(gap -> gap.missing <= 0);
    }

    void giveUp(long since, Listener listener) {
        gaps.removeIf(gap -> {
            boolean due = gap.since <= since;
            if (due) {
                listener.missing(gap.name, gap.missing, gap.behind);
            }
            return due;
        });
    }

    /** Nobody looks at this run any more; another one tells what it misses. */
    void passTo(SentRun other) {
        for (Gap gap : gaps) {
            if (other.gaps.size() < MOST_GAPS) {
                gap.first = -1; // no number of the other run is in it
                gap.last = -1;
                other.gaps.add(0, gap);
            }
        }
    }

    void save(StateWriter out) {
        out.number(EPOCH, epoch);
        out.number(NEXT, next);
        ranges.forEach((first, last) -> out.message(RANGE, range -> {
            range.number(FIRST, first);
            range.number(LAST, last);
        }));
        for (Gap gap : gaps) {
            out.message(GAP, saved -> {
                saved.number(FIRST, gap.first);
                saved.number(LAST, gap.last);
                saved.number(MISSING, gap.missing);
                saved.text(NAME, gap.name);
                if (gap.behind != null) {
                    saved.number(MILLIS, gap.behind.epochMillis());
                    saved.number(SERIAL, gap.behind.serial());
                }
            });
        }
    }

    /** Goes on from what was saved. A host's time begins anew then, and so does the wait. */
    static SentRun restored(StateReader in) throws UnreadableStateException {
        long epoch = 0;
        long next = 0;
        TreeMap<Long, Long> ranges = new TreeMap<>();
        List<Gap> gaps = new ArrayList<>();
        while (in.next()) {
            switch (in.tag()) {
                case EPOCH -> epoch = in.number();
                case NEXT -> next = in.number();
                case RANGE -> readRange(in.message(), ranges::put);
                case GAP -> gaps.add(readGap(in.message()));
                default -> {}
            }
        }
        SentRun run = new SentRun(epoch, next);
        run.ranges.putAll(ranges);
        run.gaps.addAll(gaps);
        return run;
    }

    private static void readRange(StateReader in, BiConsumer<Long, Long> range) throws UnreadableStateException {
        long first = 0;
        long last = 0;
        while (in.next()) {
            switch (in.tag()) {
                case FIRST -> first = in.number();
                case LAST -> last = in.number();
                default -> {}
            }
        }
        range.accept(first, last);
    }

    private static Gap readGap(StateReader in) throws UnreadableStateException {
        Gap gap = new Gap();
        long millis = -1;
        long serial = 0;
        while (in.next()) {
            switch (in.tag()) {
                case FIRST -> gap.first = in.number();
                case LAST -> gap.last = in.number();
                case MISSING -> gap.missing = in.number();
                case NAME -> gap.name = in.text();
                case MILLIS -> millis = in.number(0, Long.MAX_VALUE);
                case SERIAL -> serial = in.number(0, EventKey.MAX_SERIAL);
                default -> {}
            }
        }
        gap.behind = millis < 0 ? null : new EventKey(millis, serial);
        return gap;
    }
}
