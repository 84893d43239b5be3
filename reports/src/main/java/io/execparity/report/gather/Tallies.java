package io.execparity.report.gather;

import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.report.model.State;
import io.execparity.report.model.Tally;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Counts findings that are alike. A store knows closed ones, and the decisions know which of these were dismissed. */
final class Tallies {
    private static final List<State> STORED = List.of(State.OPEN, State.ACKNOWLEDGED, State.CLOSED, State.SUPPRESSED);

    private final List<Tally> tallies = new ArrayList<>();
    private long unknown;

    Tallies(ResultStore store, Filter filter, ExemptionList exempted, Telemetry telemetry) {
        List<Field> by = List.of(Field.RULE, Field.SEVERITY, Field.CONFIDENCE);
        for (State state : STORED) {
            Filter inState = filter.with(Field.STATUS, state.word());
            for (Group group : store.groups(Results.FINDINGS, inState, by, ResultStore.MOST)) {
                add(group, state, exempted);
            }
        }
        if (unknown > 0) {
            telemetry.addUnread(Judge.count(unknown, "finding") + " of rules that this version does not know.");
        }
        tallies.sort(Comparator.comparing(Tally::rule)
                .thenComparing(Tally::severity)
                .thenComparing(Tally::confidence)
                .thenComparing(Tally::state));
    }

    private void add(Group group, State state, ExemptionList exempted) {
        Optional<Rule> rule = Words.find(Rule.class, group.values().get(0));
        Optional<Severity> severity = Words.find(Severity.class, group.values().get(1));
        Optional<Confidence> confidence =
                Words.find(Confidence.class, group.values().get(2));
        if (rule.isEmpty() || severity.isEmpty() || confidence.isEmpty()) {
            unknown += group.count();
            return;
        }
        long[] dismissed =
                state == State.CLOSED ? exempted.dismissed(rule.get(), severity.get(), confidence.get()) : new long[2];
        if (dismissed[0] > 0) {
            tallies.add(new Tally(
                    rule.get(), severity.get(), confidence.get(), State.DISMISSED, dismissed[0], dismissed[1]));
        }
        if (group.count() > dismissed[0]) {
            tallies.add(new Tally(
                    rule.get(),
                    severity.get(),
                    confidence.get(),
                    state,
                    group.count() - dismissed[0],
                    group.acts() - dismissed[1]));
        }
    }

    List<Tally> list() {
        return List.copyOf(tallies);
    }
}
