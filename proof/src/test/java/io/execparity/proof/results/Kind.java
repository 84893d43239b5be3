package io.execparity.proof.results;

import java.util.Locale;

/** What there is one file, one topic and one index of each. */
public enum Kind {
    FINDINGS,
    EXECUTIONS,
    CHECKS,
    SUPPRESSED;

    /** As files, topics and indices are named. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether one may be told again when more is known of it; of the others each has one record for ever. */
    public boolean grows() {
        return this == FINDINGS || this == SUPPRESSED;
    }
}
