package io.execparity.collect.coalesce;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the serials of one boot went out, coarsely: by runs of serials, each with its earliest and latest time. It tells a
 * repeat of what went out from the same serial of another boot. The first serials are kept to the millisecond, since a
 * board without a battery begins every boot in the same seconds of 1970.
 */
final class BootTimes {
    static final int MAX_RUNS = 1024;

    private static final int EXACT = 256;
    private static final int RUN = 256;
    /** A step of the clock begins a new run, so that no run spans years. */
    private static final long STEP = 60_000;

    private static final int RUNS = 1;
    private static final int RUN_LENGTH = 2;
    private static final int LATEST = 3;
    private static final int EXACT_TIMES = 4;

    private final List<Run> runs = new ArrayList<>();
    private long @Nullable [] exact;
    private @Nullable Run last;
    private int runLength = RUN;
    private long latest = Long.MIN_VALUE;

    void note(long position, long epochMillis) {
        latest = Math.max(latest, epochMillis);
        if (position >= 0 && position < EXACT) {
            noteExactly((int) position, epochMillis);
        }
        Run run = last;
        if (run != null && position < run.from) {
            run = earlierRun(position);
        } else if (run == null || position - run.from >= runLength || !run.near(epochMillis)) {
            run = begin(position);
        }
        run.to = Math.max(run.to, position);
        run.earliest = Math.min(run.earliest, epochMillis);
        run.latest = Math.max(run.latest, epochMillis);
    }

    private Run earlierRun(long position) {
        Run run = runAt(position);
        if (run == null) {
            run = new Run(position);
            runs.add(0, run);
        }
        return run;
    }

    private void noteExactly(int position, long epochMillis) {
        if (exact == null) {
            exact = new long[EXACT];
            Arrays.fill(exact, -1);
        }
        exact[position] = epochMillis;
    }

    private Run begin(long position) {
        if (runs.size() >= MAX_RUNS) {
            thin();
        }
        Run run = new Run(position);
        runs.add(run);
        last = run;
        return run;
    }

    /** Joins neighbours in pairs, where no step of the clock lies between them. */
    private void thin() {
        List<Run> joined = new ArrayList<>();
        for (Run run : runs) {
            Run before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && !before.joined && before.near(run.earliest)) {
                before.join(run);
            } else {
                joined.add(run);
            }
        }
        runs.clear();
        // A clock that steps all the time leaves nothing to join: then the oldest half is forgotten.
        runs.addAll(joined.size() > MAX_RUNS / 4 * 3 ? joined.subList(joined.size() / 2, joined.size()) : joined);
        runs.forEach(run -> run.joined = false);
        runLength = Math.min(runLength * 2, 1 << 20);
    }

    /** True where an event of this stamp went out, or may have. */
    boolean contains(long position, long epochMillis) {
        if (position >= 0 && position < EXACT) {
            return exact != null && exact[(int) position] == epochMillis;
        }
        Run run = runAt(position);
        return run != null && position <= run.to && epochMillis >= run.earliest && epochMillis <= run.latest;
    }

    /** The latest time of all, the least number where nothing went out. */
    long latest() {
        return latest;
    }

    private @Nullable Run runAt(long position) {
        int low = 0;
        int high = runs.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (runs.get(middle).from <= position) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? null : runs.get(high);
    }

    /** Four numbers a run, and the exact times in stretches: first position, how many, and the distances of times. */
    void save(StateWriter out) {
        long[] numbers = new long[4 * runs.size()];
        int i = 0;
        long position = 0;
        long time = 0;
        for (Run run : runs) {
            numbers[i++] = run.from - position;
            numbers[i++] = run.to - run.from;
            numbers[i++] = run.earliest - time;
            numbers[i++] = run.latest - run.earliest;
            position = run.from;
            time = run.latest;
        }
        out.numbers(RUNS, numbers, i);
        out.number(RUN_LENGTH, runLength, RUN);
        out.number(LATEST, latest, Long.MIN_VALUE);
        if (exact != null) {
            saveExact(exact, out);
        }
    }

    private static void saveExact(long[] exact, StateWriter out) {
        long[] numbers = new long[2 * EXACT];
        int count = 0;
        int lengthAt = -1;
        long time = 0;
        for (int position = 0; position < EXACT; position++) {
            if (exact[position] < 0) {
                lengthAt = -1;
                continue;
            }
            if (lengthAt < 0) {
                numbers[count++] = position;
                lengthAt = count++;
            }
            numbers[lengthAt]++;
            numbers[count++] = exact[position] - time;
            time = exact[position];
        }
        out.numbers(EXACT_TIMES, numbers, count);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case RUNS -> restoreRuns(in);
                case RUN_LENGTH -> runLength = in.integer(RUN, 1 << 20);
                case LATEST -> latest = SavedRecords.natural(in);
                case EXACT_TIMES -> restoreExact(in);
                default -> {}
            }
        }
    }

    private void restoreRuns(StateReader in) throws UnreadableStateException {
        long[] numbers = in.numbers();
        long time = 0;
        for (int i = 0; i + 3 < numbers.length; i += 4) {
            long from = (last == null ? 0 : last.from) + SavedRecords.natural(in, numbers[i]);
            Run run = new Run(SavedRecords.natural(in, from));
            run.to = SavedRecords.natural(in, from + SavedRecords.natural(in, numbers[i + 1]));
            run.earliest = SavedRecords.natural(in, time + numbers[i + 2]);
            run.latest = SavedRecords.natural(in, run.earliest + numbers[i + 3]);
            time = run.latest;
            runs.add(run);
            last = run;
        }
    }

    private void restoreExact(StateReader in) throws UnreadableStateException {
        long[] numbers = in.numbers();
        long time = 0;
        for (int i = 0; i + 1 < numbers.length; ) {
            long first = numbers[i++];
            long count = numbers[i++];
            if (first < 0 || count < 0 || count > Math.min(EXACT - first, numbers.length - i)) {
                throw in.invalid(count + " times from serial " + first + " on");
            }
            for (int position = (int) first; position < first + count; position++) {
                time = SavedRecords.natural(in, time + numbers[i++]);
                noteExactly(position, time);
            }
        }
    }

    private static final class Run {
        private final long from;
        private long to;
        private long earliest = Long.MAX_VALUE;
        private long latest = Long.MIN_VALUE;
        private boolean joined;

        Run(long from) {
            this.from = from;
            this.to = from;
        }

        boolean near(long epochMillis) {
            return epochMillis >= earliest - STEP && epochMillis <= latest + STEP;
        }

        void join(Run next) {
            to = next.to;
            earliest = Math.min(earliest, next.earliest);
            latest = Math.max(latest, next.latest);
            joined = true;
        }
    }
}
