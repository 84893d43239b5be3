package io.execparity.collect.coalesce;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;

/**
 * Counts how often a host's clock was set back. A single old time says nothing: a call that blocked for an hour bears the
 * time of its entry. Nor does a leap forward, which looks like silence.
 */
final class BackwardSteps {
    private static final long STEP = 60_000;
    /** Events in a row with old times that make a step. */
    private static final int ENOUGH = 3;

    private static final int LATEST = 1;
    private static final int BEHIND = 2;

    private long latest = Long.MIN_VALUE;
    private int behind;

    /** Takes the time of the next event in serial order; true where it shows that the clock was set back. */
    boolean see(long epochMillis) {
        if (latest == Long.MIN_VALUE || epochMillis >= latest - STEP) {
            latest = Math.max(latest, epochMillis);
            behind = 0;
            return false;
        }
        behind++;
        if (behind < ENOUGH) {
            return false;
        }
        behind = 0;
        latest = epochMillis;
        return true;
    }

    void save(StateWriter out) {
        out.number(LATEST, latest, Long.MIN_VALUE);
        out.number(BEHIND, behind);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case LATEST -> latest = SavedRecords.natural(in);
                case BEHIND -> behind = in.integer(0, ENOUGH);
                default -> {}
            }
        }
    }
}
