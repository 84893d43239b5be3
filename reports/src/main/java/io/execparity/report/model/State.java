package io.execparity.report.model;

import java.util.Locale;

/** What became of a finding. */
public enum State {
    OPEN,
    ACKNOWLEDGED,
    /** Somebody closed it, as fixed or without one of the words below. */
    CLOSED,
    /** Somebody closed it as expected, as a false positive or as a duplicate: no evidence against anything. */
    DISMISSED,
    /** Held back by a suppression. */
    SUPPRESSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether findings in this state still speak against a control. */
    public boolean counts() {
        return this == OPEN || this == ACKNOWLEDGED || this == CLOSED;
    }
}
