package io.execparity.readiness.coverage;

import java.util.List;

/**
 * Whether a feed comes from a host.
 *
 * @param why how that is known; empty where it is there
 * @param fix what is to be added
 */
record FeedState(Presence presence, String why, List<String> fix) {
    enum Presence {
        THERE,
        /** Some of it comes. */
        IN_PART,
        MISSING,
        UNKNOWN
    }

    static final FeedState THERE = new FeedState(Presence.THERE, "", List.of());

    FeedState {
        fix = List.copyOf(fix);
    }
}
