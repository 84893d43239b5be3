package io.execparity.report.model;

import io.execparity.schema.finding.Rule;

/**
 * The findings of one rule as they bear on one control.
 *
 * @param weighty that speak against it: serious, supported, and neither suppressed nor dismissed
 * @param doubtful that would, were they more than possible
 * @param minor that do not: of low severity, or of a rule that is only noted
 * @param open that nobody took up, of all of these
 * @param exempted suppressed or dismissed, and in none of the others
 * @param acts how many acts the findings stand for, exempted ones left out
 */
public record RuleLine(
        Rule rule, Bearing bearing, long weighty, long doubtful, long minor, long open, long exempted, long acts) {
    /** How the rule bears on the control. */
    public enum Bearing {
        AGAINST("speaks against it"),
        TO_BE_HANDLED("has to be taken up"),
        NOTED("noted beside it");

        private final String words;

        Bearing(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** All but the exempted. */
    public long findings() {
        return weighty + doubtful + minor;
    }
}
