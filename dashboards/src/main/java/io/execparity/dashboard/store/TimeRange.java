package io.execparity.dashboard.store;

/**
 * From the earliest result to the latest, in milliseconds of the epoch; both 0 where there is none.
 *
 * @param last included
 */
public record TimeRange(long first, long last) {}
