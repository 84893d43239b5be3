package io.execparity.dashboard.triage;

import io.execparity.dashboard.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one suppression is about, taken in order of time: what it hides, and where it goes beyond what it was made for. */
final class Covered {
    private final SuppressionFile.Active suppression;
    private final Optional<Baseline> baseline;
    private final Set<String> spokenOf;
    private final LastDay day = new LastDay();
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Outgrown> outgrown = Optional.empty();

    private record Finding(String id, long time, boolean hidden) {}

    /**
     * Where something new began.
     *
     * @param time of the first finding that nobody decided about, in milliseconds of the epoch
     * @param why in words
     */
    record Outgrown(long time, String why) {}

    /**
     * @param baseline what it was made for; empty where that is not known, and it ends when somebody ends it, or time does
     * @param spokenOf findings of which somebody said something, which stays as it is
     */
    Covered(SuppressionFile.Active suppression, Optional<Baseline> baseline, Set<String> spokenOf) {
        this.suppression = suppression;
        this.baseline = suppression.isEnded() ? Optional.empty() : baseline;
        this.spokenOf = spokenOf;
    }

    void take(Row row) {
        if (!suppression.scope().covers(row)) {
            return;
        }
        long time = row.cursor().time();
        int inADay = day.with(time);
        // One that ended when it began would be one that was taken back.
        if (outgrown.isEmpty() && time > suppression.from()) {
            outgrown = baseline.map(known -> known.beyond(row, inADay))
                    .filter(why -> !why.isEmpty())
                    .map(why -> new Outgrown(time, why));
        }
        if (!spokenOf.contains(row.id())) {
            findings.add(new Finding(row.id(), time, row.status().equals("suppressed")));
        }
    }

    Optional<Outgrown> outgrown() {
        return outgrown;
    }

    private long until() {
        return outgrown.map(Outgrown::time).orElse(suppression.until());
    }

    List<String> toHide() {
        return findings.stream()
                .filter(one -> one.time() < until())
                .map(Finding::id)
                .toList();
    }

    /** Those that were hidden before it was known that they go beyond. */
    List<String> toShow() {
        return findings.stream()
                .filter(one -> one.hidden() && one.time() >= until())
                .map(Finding::id)
                .toList();
    }
}
