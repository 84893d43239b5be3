package io.execparity.dashboard.evidence;

/**
 * A file from when its device and inode were first seen to be it until they were seen to be another.
 *
 * @param number from 0
 * @param from milliseconds of the epoch
 * @param path as it was first seen in this life, empty where it was not
 */
public record Life(int number, long from, String path) {}
