package io.execparity.collect.coalesce;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;

/**
 * Time that has passed on the host as its records tell it, though its clock may be set in between: the sum of the steps
 * by which the records' times advance, each counted as {@link #MAX_STEP} at most. Where somebody follows the host and tells
 * how much time went by meanwhile, a step counts as far as it is longer: a backlog, which is read in no time at all, has its
 * records' time, and who falls silent has the time of those who wait.
 *
 * <p>Only a new latest time advances it. So records that come late, to and fro between now and then, do not make time
 * run; and a clock set back stands still for {@link #PATIENCE} records until the new time is believed.
 */
final class StepProofClock {
    /** Milliseconds; six records are enough to let 30 s pass on a host where little happens. */
    static final long MAX_STEP = 5_000;

    private static final long FAR_BACK = 60_000;
    private static final int PATIENCE = 64;

    private static final int NOW = 1;
    private static final int LATEST = 2;
    private static final int FAR_BACK_COUNT = 3;
    private static final int RECORDED = 4;
    private static final int AHEAD = 5;

    private long passed;
    /** What the records' steps were longer. */
    private long recorded;
    /** Time that went by of which the records have told nothing yet. */
    private long ahead;

    private long latest = -1;
    private int farBack;

    void see(long epochMillis) {
        if (epochMillis >= latest) {
            if (latest >= 0) {
                long step = Math.min(epochMillis - latest, MAX_STEP);
                recorded += Math.max(0, step - ahead);
                ahead = Math.max(0, ahead - step);
            }
            latest = epochMillis;
            farBack = 0;
        } else if (epochMillis < latest - FAR_BACK) {
            farBack++;
            if (farBack == PATIENCE) {
                latest = epochMillis;
                farBack = 0;
            }
        } else {
            farBack = 0;
        }
    }

    void pass(long millis) {
        passed += millis;
        ahead += millis;
    }

    /** Milliseconds since the first record. */
    long now() {
        return passed + recorded;
    }

    void save(StateWriter out) {
        out.number(NOW, passed);
        out.number(RECORDED, recorded);
        out.number(AHEAD, ahead);
        out.number(LATEST, latest, -1);
        out.number(FAR_BACK_COUNT, farBack);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case NOW -> passed = SavedRecords.natural(in);
                case RECORDED -> recorded = SavedRecords.natural(in);
                case AHEAD -> ahead = SavedRecords.natural(in);
                case LATEST -> latest = SavedRecords.natural(in);
                case FAR_BACK_COUNT -> farBack = in.integer(0, PATIENCE);
                default -> {}
            }
        }
    }
}
