package io.execparity.readiness.coverage;

import java.util.Locale;

/** How well a rule sees on a host. */
public enum Sight {
    SEES,
    /** What it needs is there, and something that would help is not. */
    PARTLY,
    BLIND,
    /** Nothing says whether what it needs is there. */
    UNKNOWN;

    /** As reports word it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
