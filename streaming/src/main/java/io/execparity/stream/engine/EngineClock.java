package io.execparity.stream.engine;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Parts;

/**
 * Time as the engine counts it: it follows the stamps of events but never runs backwards, and no single step of the
 * host's clock moves it by more than {@link #MAX_STEP_MILLIS}. So a wrong clock cannot expire everything at once.
 */
final class EngineClock {
    static final long MAX_STEP_MILLIS = 10 * 60 * 1000L;

    private static final int LAST = 1;
    private static final int NOW = 2;

    private long last = Long.MIN_VALUE;
    private long now;

    /** Moves on to an event and returns the engine's time, in milliseconds since the first event. */
    long advance(EventKey key) {
        long time = key.epochMillis();
        if (last != Long.MIN_VALUE && time > last) {
            now += Math.min(time - last, MAX_STEP_MILLIS);
        }
        // A clock that steps back and runs on counts from where it stepped to.
        last = time > last || last - time > 60_000 ? time : last;
        return now;
    }

    long now() {
        return now;
    }

    void save(StateWriter out) {
        out.number(LAST, last, Long.MIN_VALUE);
        out.number(NOW, now);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case LAST -> last = Parts.natural(in);
                case NOW -> now = Parts.natural(in);
                default -> {}
            }
        }
    }
}
