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
    private final ExemptionList exempted;
    private final QuietRollUps quiet;
    private long unknown;

    Tallies(ResultStore store, Filter filter, ExemptionList exempted, QuietRollUps quiet, Telemetry telemetry) {
        this.exempted = exempted;
        this.quiet = quiet;
        List<Field> by = List.of(Field.RULE, Field.SEVERITY, Field.CONFIDENCE);
        for (State state : STORED) {
            Filter inState = filter.with(Field.STATUS, state.word());
            for (Group group : store.groups(Results.FINDINGS, inState, by, ResultStore.MOST)) {
                add(group, state);
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

    private void add(Group group, State state) {
        Optional<Rule> rule = Words.find(Rule.class, group.values().get(0));
        Optional<Severity> severity = Words.find(Severity.class, group.values().get(1));
        Optional<Confidence> confidence =
                Words.find(Confidence.class, group.values().get(2));
        if (rule.isEmpty() || severity.isEmpty() || confidence.isEmpty()) {
            unknown += group.count();
            return;
        }
        long findings = group.count() - quiet.of(state, group.values()).findings();
        long acts = group.acts() - quiet.of(state, group.values()).acts();
        if (state == State.CLOSED) {
            long[] dismissed = exempted.dismissed(rule.get(), severity.get(), confidence.get());
            if (dismissed[0] > 0) {
                tallies.add(new Tally(
                        rule.get(), severity.get(), confidence.get(), State.DISMISSED, dismissed[0], dismissed[1]));
            }
            QuietRollUps.Count quietly = quiet.of(State.DISMISSED, group.values());
            findings -= dismissed[0] + quietly.findings();
            acts -= dismissed[1] + quietly.acts();
        }
        if (findings > 0) {
            tallies.add(new Tally(rule.get(), severity.get(), confidence.get(), state, findings, acts));
        }
    }

    List<Tally> list() {
        return List.copyOf(tallies);
    }
}
