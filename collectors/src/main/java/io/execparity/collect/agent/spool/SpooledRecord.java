package io.execparity.collect.agent.spool;

/**
 * A record that was read from a spool.
 *
 * @param end the place behind it: once it is acknowledged, the spool is done with it
 */
public record SpooledRecord(SpoolRecord record, SpoolCursor end) {}
