package io.execparity.schema.event;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.EventKey;

/**
 * A run of serials of which no record arrived.
 *
 * @param firstMissing the first serial that is missing
 * @param lastMissing the last serial that is missing
 * @param before the last event seen before the gap
 * @param after the first event seen after it
 */
public record TelemetryGap(String host, long firstMissing, long lastMissing, EventKey before, EventKey after)
        implements StreamItem {
    public TelemetryGap {
        requireNonNull(host, "host is null");
        requireNonNull(before, "before is null");
        requireNonNull(after, "after is null");
    }

    /** How many serials are missing, 1 or more. */
    public long missing() {
        return lastMissing - firstMissing + 1;
    }
}
