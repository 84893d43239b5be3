package io.execparity.report.model;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;

/**
 * How many findings are alike.
 *
 * @param acts how many acts they stand for, since a roll-up stands for several; of its whole life, where it lasted beyond
 *     the period
 */
public record Tally(Rule rule, Severity severity, Confidence confidence, State state, long findings, long acts) {
    /** Whether they are severe enough to speak against a control at all. */
    public boolean isSerious() {
        return severity.number() >= Severity.MEDIUM.number();
    }

    /** Whether records support them well enough for that. */
    public boolean isSupported() {
        return confidence != Confidence.POSSIBLE;
    }
}
