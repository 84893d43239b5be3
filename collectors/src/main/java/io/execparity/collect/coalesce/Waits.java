package io.execparity.collect.coalesce;

/**
 * How long the next event is waited for, in milliseconds.
 *
 * @param quiet of silence, where it may be whole
 * @param hold where it is missing, or lacks a record for sure
 * @param lateness of silence, where it looks whole
 * @param traced the same for an execveat that a tracer may tell more of
 */
record Waits(long quiet, long hold, long lateness, long traced) {
    /** It can go out at once. */
    static final long NONE = Long.MIN_VALUE;

    static Waits of(CoalescerSettings settings) {
        return new Waits(
                settings.quiet().toMillis(),
                settings.hold().toMillis(),
                settings.lateness().toMillis(),
                Math.max(
                        settings.lateness().toMillis(),
                        settings.traced() ? settings.quiet().toMillis() : 0));
    }

    /** When the event can go out or is given up. */
    long due(PendingEvent event, Habits habits) {
        int lack = event.parts().lacking(habits);
        if (lack == 0) {
            long wait = event.parts().mayBeTraced() ? traced : lateness;
            return wait == 0 ? NONE : event.touched() + wait;
        }
        long silent = event.touched() + quiet;
        return (lack & EventParts.DEFINITE_MASK) == 0 ? silent : Math.max(silent, event.noticed() + hold);
    }
}
