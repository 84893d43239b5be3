package io.execparity.dashboard.terminal;

import io.execparity.dashboard.terminal.RunSummary.ExecutionCount;
import io.execparity.dashboard.terminal.RunSummary.Lines;
import io.execparity.dashboard.terminal.RunSummary.Losses;
import io.execparity.dashboard.terminal.RunSummary.RuleCount;
import io.execparity.dashboard.terminal.RunSummary.SuppressedCount;
import io.execparity.dashboard.terminal.RunSummary.Written;
import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.MissingPart;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.event.TelemetryGap;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.SuppressedFinding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what a run finds while it finds it, and keeps hardly anything of it: memory does not grow with the input. For
 * one thread.
 */
public final class SummaryCollector {
    /** How many different names are counted one by one; a hostile log could invent any number of them. */
    static final int MAXIMUM_NAMES = 64;

    /** Where the rest are counted. */
    static final String OTHERS = "others";

    private static final Comparator<RuleCount> URGENT_FIRST = Comparator.comparingInt(
                    (RuleCount count) -> urgency(count.rule().findingClass()))
            .thenComparing(RuleCount::severity, Comparator.reverseOrder())
            .thenComparing(RuleCount::rule);

    private record Kind(Mode mode, Vector vector, CodeOrigin origin) {}

    private final Map<Rule, RuleTally> rules = new EnumMap<>(Rule.class);
    private final Map<Kind, long[]> executions = new HashMap<>();
    private final Map<CheckState, Long> checks = new EnumMap<>(CheckState.class);
    private final Map<String, Long> rejected = new HashMap<>();
    private final Map<Rule, Map<String, Long>> suppressed = new EnumMap<>(Rule.class);
    private final Map<MissingPart, Long> missingParts = new EnumMap<>(MissingPart.class);
    private final List<Written> written = new ArrayList<>();
    private long wantAttention;
    private long understood;
    private long gaps;
    private long missingEvents;
    private long incompleteEvents;

    public void finding(Finding finding) {
        rules.computeIfAbsent(finding.rule(), rule -> new RuleTally()).add(finding);
        wantAttention += finding.wantsAttention() ? 1 : 0;
    }

    public void execution(Execution execution) {
        execution(execution.mode(), execution.vector(), execution.origin(), execution.outcome());
    }

    void execution(Mode mode, Vector vector, CodeOrigin origin, Outcome outcome) {
        long[] counts = executions.computeIfAbsent(new Kind(mode, vector, origin), none -> new long[3]);
        counts[0]++;
        counts[1] += outcome == Outcome.DENIED ? 1 : 0;
        counts[2] += outcome == Outcome.REFUSED ? 1 : 0;
    }

    public void check(Check check) {
        check(check.state());
    }

    void check(CheckState state) {
        checks.merge(state, 1L, Long::sum);
    }

    public void suppressed(SuppressedFinding held) {
        suppressed(held.finding().rule(), held.by());
    }

    void suppressed(Rule rule, String by) {
        count(suppressed.computeIfAbsent(rule, none -> new HashMap<>()), by);
    }

    /** Adds lines that became records. */
    public void understood(long lines) {
        understood += lines;
    }

    /** Adds a line that did not, with the word for why. */
    public void rejected(String reason) {
        count(rejected, reason);
    }

    /** Counts what an item of a host's stream says is missing. */
    public void item(StreamItem item) {
        if (item instanceof TelemetryGap gap) {
            gap(gap);
        } else if (item instanceof AuditEvent event) {
            event(event);
        }
    }

    public void gap(TelemetryGap gap) {
        gaps++;
        missingEvents += gap.missing();
    }

    /** Counts an event that is not whole; does nothing with one that is. */
    public void event(AuditEvent event) {
        if (!event.whole()) {
            incompleteEvents++;
            event.missing().forEach(part -> missingParts.merge(part, 1L, Long::sum));
        }
    }

    /** Adds what somebody else counted as {@link #item} counts. */
    public void losses(Losses losses) {
        gaps += losses.gaps();
        missingEvents += losses.missingEvents();
        incompleteEvents += losses.incompleteEvents();
        losses.missingParts().forEach((part, count) -> missingParts.merge(part, count, Long::sum));
    }

    public void wrote(Path file, long lines) {
        written.add(new Written(file.toString(), lines));
    }

    /** How many findings so far make a run exit with 3. */
    public long wantAttention() {
        return wantAttention;
    }

    /** What was counted so far. */
    public RunSummary summary() {
        return new RunSummary(
                wantAttention,
                rules.entrySet().stream()
                        .map(entry -> entry.getValue().count(entry.getKey()))
                        .sorted(URGENT_FIRST)
                        .toList(),
                executionCounts(),
                checks,
                new Lines(understood, rejected),
                suppressedCounts(),
                new Losses(gaps, missingEvents, incompleteEvents, missingParts),
                written);
    }

    private List<ExecutionCount> executionCounts() {
        return executions.entrySet().stream()
                .map(entry -> new ExecutionCount(
                        entry.getKey().mode(),
                        entry.getKey().vector(),
                        entry.getKey().origin(),
                        entry.getValue()[0],
                        entry.getValue()[1],
                        entry.getValue()[2]))
                .sorted(Comparator.comparing(ExecutionCount::mode)
                        .thenComparing(ExecutionCount::vector)
                        .thenComparing(ExecutionCount::origin))
                .toList();
    }

    private List<SuppressedCount> suppressedCounts() {
        List<SuppressedCount> counts = new ArrayList<>();
        suppressed.forEach((rule, names) -> names.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(name -> counts.add(new SuppressedCount(rule, name.getKey(), name.getValue()))));
        return counts;
    }

    private static void count(Map<String, Long> counts, String name) {
        boolean known = counts.containsKey(name) || counts.size() < MAXIMUM_NAMES;
        counts.merge(known ? name : OTHERS, 1L, Long::sum);
    }

    private static int urgency(FindingClass findingClass) {
        return switch (findingClass) {
            case BYPASS -> 0;
            case ALERT -> 1;
            case INTEGRITY -> 2;
            case TELEMETRY -> 3;
            case GAP -> 4;
        };
    }
}
