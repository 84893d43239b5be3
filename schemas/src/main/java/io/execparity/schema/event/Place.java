package io.execparity.schema.event;

/** How an event stands to the order of its host's stream. Only those {@link #IN_ORDER} and {@link #CUT} ascend. */
public enum Place {
    /** At the place that its serial gives it. */
    IN_ORDER,
    /** At its place, but the input begins or ends inside it: what is missing was not lost. */
    CUT,
    /** After its serial had been given up as missing. */
    LATE,
    /** Further records of an event that went out before: these records only, {@code missing} being what both lack. */
    ADDED,
    /** Under a serial that fits nowhere, corrupt or forged: the records may be true, their order is unknown. */
    ASIDE
}
