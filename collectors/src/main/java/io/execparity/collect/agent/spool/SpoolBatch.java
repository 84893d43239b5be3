package io.execparity.collect.agent.spool;

import java.util.List;

/**
 * What was read from a spool at once.
 *
 * @param end where to read on: behind the last record and whatever follows it that is never sent
 */
public record SpoolBatch(List<SpooledRecord> records, SpoolCursor end) {}
