package io.execparity.readiness.advice;

import java.util.Locale;

/** What a switch would have made of an act that was observed. */
public enum Effect {
    /** The act would fail, or not end as it did. */
    BREAKS,
    /** Nobody can say from what is on record. */
    UNKNOWN,
    UNAFFECTED;

    /** As reports word it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
