package io.execparity.collect.agent.intake;

import io.execparity.collect.agent.spool.Spool;
import io.execparity.collect.agent.spool.SpoolLoss;
import io.execparity.collect.agent.spool.SpoolRecord;
import io.execparity.collect.ima.LiveList;
import io.execparity.collect.source.FollowPosition;
import io.execparity.collect.source.LogChange;
import io.execparity.schema.codec.LossJson;
import io.execparity.schema.message.Loss;
import io.execparity.schema.message.Loss.Reason;
import io.execparity.schema.message.SerialRange;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/** Losses as messages of this agent. For several threads. */
public final class LossMessages implements Spool.LossWriter {
    private final String host;
    private final String agent;
    private final LongSupplier clock;
    private final LossJson json = new LossJson();

    /**
     * Words losses for one agent.
     *
     * @param clock milliseconds since 1970
     */
    public LossMessages(String host, String agent, LongSupplier clock) {
        this.host = host;
        this.agent = agent;
        this.clock = clock;
    }

    @Override
    public byte[] dropped(SpoolLoss loss) {
        return message(
                loss.source(),
                Reason.SPOOL_FULL,
                loss.lines(),
                loss.bytes(),
                loss.serials(),
                "The spool was full, and these lines made room for newer or more important ones.");
    }

    @Override
    public byte[] damaged(long segment, long bytes) {
        return message(
                "spool",
                Reason.SPOOL_DAMAGED,
                Loss.UNKNOWN,
                bytes,
                List.of(),
                "Segment " + segment + " of the spool does not hold any more what was written to it.");
    }

    byte[] overrun(String source, long lines, long bytes, Collection<Long> serials) {
        return message(
                source,
                Reason.OVERRUN,
                lines,
                bytes,
                SerialRange.of(serials),
                "Lines came faster than they could be written to disk, and their sender does not wait.");
    }

    /** Kafka refused the record for its size. */
    public byte[] refused(SpoolRecord record) {
        return message(
                record.source(),
                Reason.REFUSED,
                1,
                record.value().length,
                List.of(),
                "Kafka takes no record of this size.");
    }

    /** A line was longer than any record. */
    public byte[] oversized(String source, long length) {
        return message(
                source,
                Reason.OVERSIZED,
                1,
                length,
                List.of(),
                "The line was longer than any record can be; only its beginning was sent.");
    }

    /** A program or socket ended. */
    public byte[] restarted(String source, String explanation) {
        return message(source, Reason.SOURCE_RESTARTED, Loss.UNKNOWN, Loss.UNKNOWN, List.of(), explanation);
    }

    /** Somebody did something to a log besides writing and rotating it. */
    public byte[] changed(String source, LogChange change) {
        FollowPosition known = change.known();
        String where = change.file() + " (inode " + known.file().inode() + ", read up to byte " + known.offset()
                + ", now " + change.size() + " bytes)";
        return switch (change.kind()) {
            case COPIED_AND_TRUNCATED ->
                message(source, Reason.LOG_COPIED, 0, 0, List.of(), where + " was cut after a copy was made.");
            case TRUNCATED -> unknown(source, Reason.LOG_TRUNCATED, where + " was cut, and nobody kept a copy.");
            case REPLACED ->
                message(source, Reason.LOG_REPLACED, 0, 0, List.of(), where + " was replaced by another file.");
            case PLACE_LOST ->
                unknown(source, Reason.LOG_PLACE_LOST, "The file that was read as " + where + " is gone.");
            case DAMAGED ->
                unknown(
                        source,
                        Reason.LOG_DAMAGED,
                        "A compressed file that " + where + " was rotated to is damaged behind that.");
        };
    }

    /** A measurement list is not what it was and more. */
    public byte[] changed(String source, LiveList.Change change) {
        return switch (change) {
            case FIRST, GROWN -> throw new IllegalArgumentException(change + " is no loss");
            case REBOOTED ->
                unknown(
                        source,
                        Reason.LIST_REBOOTED,
                        "Another boot began; what the last one's list got after it was last read is not known.");
            case TRIMMED ->
                message(
                        source,
                        Reason.LIST_TRIMMED,
                        0,
                        0,
                        List.of(),
                        "The list begins later than before and goes on behind what was read.");
            case SHRUNK -> unknown(source, Reason.LIST_SHRUNK, "The list had more entries before, in the same boot.");
            case REWRITTEN ->
                unknown(source, Reason.LIST_REWRITTEN, "The list had other entries before, in the same boot.");
        };
    }

    private byte[] unknown(String source, Reason reason, String explanation) {
        return message(source, reason, Loss.UNKNOWN, Loss.UNKNOWN, List.of(), explanation);
    }

    private synchronized byte[] message(
            String source, Reason reason, long lines, long bytes, List<SerialRange> serials, String explanation) {
        return json.line(new Loss(clock.getAsLong(), host, agent, source, reason, lines, bytes, serials, explanation));
    }
}
