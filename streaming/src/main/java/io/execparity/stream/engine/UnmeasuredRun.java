package io.execparity.stream.engine;

import io.execparity.schema.execution.Execution;
import io.execparity.schema.record.EventKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of one content of one file that some list has not got. */
final class UnmeasuredRun {
    static final int LATE = 16;

    private final EventKey first;
    private Execution surest;
    private EventKey last;
    private long count;
    private final Deque<String> late = new ArrayDeque<>();
    /** Why each list has not got it, null for one that has. */
    private final List<@Nullable Unmeasured> why = new ArrayList<>();

    UnmeasuredRun(Execution run, List<MeasurementJoin.Found> found) {
        first = run.key();
        last = run.key();
        surest = run;
        for (MeasurementJoin.Found one : found) {
            why.add(one.why());
        }
    }

    /** As it was saved. */
    UnmeasuredRun(
            EventKey first,
            Execution surest,
            EventKey last,
            long count,
            List<String> late,
            List<@Nullable Unmeasured> why) {
        this.first = first;
        this.surest = surest;
        this.last = last;
        this.count = count;
        this.late.addAll(late);
        this.why.addAll(why);
    }

    void add(Execution run, List<MeasurementJoin.Found> found) {
        count++;
        last = run.key().compareTo(last) > 0 ? run.key() : last;
        for (int list = 0; list < why.size(); list++) {
            Unmeasured now = found.get(list).why();
            Unmeasured before = why.get(list);
            if (now == null) {
                why.set(list, null);
            } else if (before != null && now.contentKnown() && !before.contentKnown()) {
                why.set(list, now);
                surest = run;
            }
        }
        late.add(run.key().stamp());
        if (late.size() > LATE) {
            late.remove();
        }
    }

    /** True where every list has it after all. */
    boolean listed() {
        return why.stream().allMatch(one -> one == null);
    }

    EventKey first() {
        return first;
    }

    EventKey last() {
        return last;
    }

    long count() {
        return count;
    }

    /** The stamps of the last runs. */
    Collection<String> late() {
        return late;
    }

    Execution run() {
        return surest;
    }

    /** Why a list has not got it, null where it has. */
    @Nullable
    Unmeasured why(int list) {
        return why.get(list);
    }

    Observation.ExecutedUnmeasured told(Unmeasured reason, boolean reached) {
        List<String> evidence = new ArrayList<>(surest.evidence());
        late.stream().filter(stamp -> !evidence.contains(stamp)).forEach(evidence::add);
        return new Observation.ExecutedUnmeasured(surest.host(), first, last, count, surest, reason, reached, evidence);
    }

    /** About how many bytes it takes. */
    int weight() {
        return 1_500 + surest.process().weight() + 100 * surest.evidence().size() + 200 * why.size();
    }
}
