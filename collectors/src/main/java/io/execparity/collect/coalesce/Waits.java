package io.execparity.collect.coalesce;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;

/**
 * How long the next event is waited for. What is missing is worth a long wait where the kernel's retry queue brings it in
 * the end, and none where it is filtered on the way; which of both a host is shows in what comes of what was given up.
 */
final class Waits {
    /** It can go out at once. */
    static final long NONE = Long.MIN_VALUE;
    /** So often in a row what was given up never came, until the wait is a short one. */
    static final int ENOUGH = 8;

    private static final int IN_VAIN = 1;

    private final long quiet;
    private final long hold;
    private final long unfilled;
    private final long lateness;
    private int inVain;

    Waits(CoalescerSettings settings) {
        quiet = settings.quiet().toMillis();
        hold = settings.hold().toMillis();
        unfilled = settings.unfilled().toMillis();
        lateness = settings.lateness().toMillis();
    }

    /** Milliseconds of silence that an event is waited for that may be whole. */
    long quiet() {
        return quiet;
    }

    /** Milliseconds that an event is waited for that is missing, or lacks a record for sure. */
    long hold() {
        return inVain < ENOUGH ? hold : unfilled;
    }

    /** When the event can go out or is given up. */
    long due(PendingEvent event, Habits habits) {
        int lack = event.parts().lacking(habits);
        if (lack == 0) {
            return lateness == 0 ? NONE : event.touched() + lateness;
        }
        long silent = event.touched() + quiet;
        return (lack & EventParts.DEFINITE_MASK) == 0 ? silent : Math.max(silent, event.noticed() + hold());
    }

    /** Something was waited for that did not come. */
    void gaveUp() {
        inVain = Math.min(inVain + 1, ENOUGH);
    }

    /** Something came that had been given up. */
    void cameAfterAll() {
        inVain = 0;
    }

    void save(StateWriter out) {
        out.number(IN_VAIN, inVain);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            if (in.tag() == IN_VAIN) {
                inVain = in.integer(0, ENOUGH);
            }
        }
    }
}
