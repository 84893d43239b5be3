package io.execparity.report.gather;

import io.execparity.report.control.Quantity;
import io.execparity.report.model.Tally;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.util.List;
import java.util.Map;

/** What wants a person's attention: class bypass or alert, and all that is critical. */
final class Attention {
    private Attention() {}

    static boolean isWanted(Rule rule, Severity severity) {
        return rule.findingClass() == FindingClass.BYPASS
                || rule.findingClass() == FindingClass.ALERT
                || severity == Severity.CRITICAL;
    }

    /** Adds how many findings want it, and what became of them. */
    static void count(List<Tally> tallies, Map<Quantity, Long> numbers) {
        for (Tally tally : tallies) {
            if (isWanted(tally.rule(), tally.severity())) {
                numbers.merge(Quantity.ATTENTION, tally.findings(), Long::sum);
                numbers.merge(quantity(tally), tally.findings(), Long::sum);
            }
        }
    }

    private static Quantity quantity(Tally tally) {
        return switch (tally.state()) {
            case OPEN -> Quantity.ATTENTION_OPEN;
            case ACKNOWLEDGED -> Quantity.ATTENTION_ACKNOWLEDGED;
            case CLOSED, DISMISSED -> Quantity.ATTENTION_CLOSED;
            case SUPPRESSED -> Quantity.ATTENTION_SUPPRESSED;
        };
    }
}
