package io.execparity.dashboard.store;

import java.util.Locale;

/** A kind of result that can be asked for. What a suppression held back is a finding whose status says so. */
public enum Results {
    FINDINGS,
    EXECUTIONS,
    CHECKS,
    /** Calls of memfd_create. */
    MEMFDS;

    /** The word in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
