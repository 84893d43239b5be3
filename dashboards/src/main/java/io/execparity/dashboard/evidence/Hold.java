package io.execparity.dashboard.evidence;

/**
 * How long a denial is known to hold.
 *
 * @param mark the denial's id
 * @param to milliseconds of the epoch: the latest time at which a finding says that it held, or at which it was over
 * @param ended what ended it, empty where nothing on record did
 */
public record Hold(String mark, long from, long to, String ended) {}
