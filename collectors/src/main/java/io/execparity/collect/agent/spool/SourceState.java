package io.execparity.collect.agent.spool;

/**
 * How far a source has come.
 *
 * @param epoch the run of numbers that goes on
 * @param next the number that its next line gets
 * @param resume where it is to be read on; empty before its first line and where it cannot be read again
 */
public record SourceState(long epoch, long next, String resume) {
    SourceState after(SpoolRecord record) {
        String where = record.resume().isEmpty() ? resume : record.resume();
        if (record.epoch() != epoch) {
            return new SourceState(record.epoch(), record.sequence() + 1, where);
        }
        return new SourceState(epoch, Math.max(next, record.sequence() + 1), where);
    }
}
