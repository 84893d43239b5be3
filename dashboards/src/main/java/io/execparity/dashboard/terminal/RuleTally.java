package io.execparity.dashboard.terminal;

import io.execparity.dashboard.terminal.RunSummary.RuleCount;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The findings of one rule, counted, and the newest of them, whichever came in last. */
final class RuleTally {
    private static final Comparator<Finding> BY_AGE = Comparator.comparingLong(
                    (Finding finding) -> finding.key().epochMillis())
            .thenComparing(Finding::host)
            .thenComparingLong(finding -> finding.key().serial())
            .thenComparing(Finding::explanation);

    private final Map<Confidence, Long> confidences = new EnumMap<>(Confidence.class);
    private Severity severity = Severity.INFO;
    private long findings;
    private long acts;
    private @Nullable Finding newest;

    void add(Finding finding) {
        findings++;
        acts += finding.rollUp() == null ? 1 : finding.rollUp().count();
        confidences.merge(finding.confidence(), 1L, Long::sum);
        if (finding.severity().compareTo(severity) > 0) {
            severity = finding.severity();
        }
        if (newest == null || BY_AGE.compare(finding, newest) > 0) {
            newest = finding;
        }
    }

    RuleCount count(Rule rule) {
        return new RuleCount(rule, severity, findings, acts, confidences, newest == null ? "" : newest.explanation());
    }
}
