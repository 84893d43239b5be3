package io.execparity.dashboard.store;

/**
 * How many results of one value there are in a stretch of time.
 *
 * @param from where the stretch begins, milliseconds of the epoch
 * @param value of the field asked for
 */
public record Bin(long from, String value, long count) {}
