package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Parts;

/** How far a tracer's clock, which counts from boot, is from that of the records: steady, and learned from the first pair. */
final class ClockDistance {
    private static final long TOLERANCE_MILLIS = 2_000;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private long distance = UNKNOWN;

    /** Whether call and event can be of one moment; if so, they tell the distance from there on. */
    boolean agree(TracedCall call, long epochMillis) {
        long now = epochMillis - call.bootMillis();
        if (distance != UNKNOWN && Math.abs(now - distance) > TOLERANCE_MILLIS) {
            return false;
        }
        distance = now;
        return true;
    }

    /** Of another boot nothing is known. */
    void forget() {
        distance = UNKNOWN;
    }

    void save(StateWriter out, int tag) {
        out.number(tag, distance, UNKNOWN);
    }

    void restore(StateReader in) throws UnreadableStateException {
        distance = in.number(-Parts.MOST, Parts.MOST);
    }
}
