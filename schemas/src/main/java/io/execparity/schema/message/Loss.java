package io.execparity.schema.message;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/**
 * Lines that an agent knows not to be able to send, or that somebody else took out of its reach.
 *
 * @param epochMillis when the agent found it, by its host's clock
 * @param host the name under which the host's lines are sent
 * @param agent the agent's own name, the same for all its runs
 * @param source the source that lost something, {@code spool} for damage on disk
 * @param lines how many, {@link #UNKNOWN} where nobody can tell
 * @param bytes how many bytes these had, {@link #UNKNOWN} where nobody can tell
 * @param serials of audit events that may have lost a record
 * @param explanation one sentence
 */
public record Loss(
        long epochMillis,
        String host,
        String agent,
        String source,
        Reason reason,
        long lines,
        long bytes,
        List<SerialRange> serials,
        String explanation)
        implements AgentMessage {
    public static final long UNKNOWN = -1;

    public Loss {
        requireNonNull(reason, "reason");
        serials = List.copyOf(serials);
        if (lines < UNKNOWN || bytes < UNKNOWN) {
            throw new IllegalArgumentException("a loss of " + lines + " lines and " + bytes + " bytes");
        }
    }

    /** Why it was lost. */
    public enum Reason {
        /** The spool had no room. */
        SPOOL_FULL,
        /** The spool's disk gave back something else than was written. */
        SPOOL_DAMAGED,
        /** Lines came faster than the agent could write them, from a source that cannot wait. */
        OVERRUN,
        /** The line was longer than any record; its beginning was sent. */
        OVERSIZED,
        /** Kafka does not take a record of that size. */
        REFUSED,
        /** The log was cut while nobody kept a copy. */
        LOG_TRUNCATED,
        /** The log was cut after a copy was made of it; nothing is missing. */
        LOG_COPIED,
        /** Another file took the log's name; the old one was read to its end. */
        LOG_REPLACED,
        /** The file that was being read is gone. */
        LOG_PLACE_LOST,
        /** A compressed file of the log is damaged. */
        LOG_DAMAGED,
        /** A program or socket that lines came from ended, so that some may have passed unseen. */
        SOURCE_RESTARTED,
        /** The measurement list begins later than before and goes on as before: entries were staged and deleted. */
        LIST_TRIMMED,
        /** The measurement list had more entries before, in the same boot. */
        LIST_SHRUNK,
        /** The measurement list had other entries before, in the same boot. */
        LIST_REWRITTEN,
        /** Another boot began; what the last one's list got after it was last read is not known. */
        LIST_REBOOTED;

        /** As messages have it, {@code spool-full}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
