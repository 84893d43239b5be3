package io.execparity.schema.message;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of a host's agent have told so far: the last snapshot, and what was lost. What is added gives a new
 * record.
 *
 * @param host the name under which the host's lines are sent
 * @param agent the agent's own name, of the latest message; empty before the first
 * @param seenMillis the latest time of any message or event, by the host's clock
 * @param snapshot the latest, null where none came
 * @param losses by reason, only those that occurred
 */
public record HostRecord(
        String host,
        String agent,
        long seenMillis,
        @Nullable HostSnapshot snapshot,
        Map<Loss.Reason, Losses> losses) {
    /**
     * What was lost for one reason.
     *
     * @param count how many messages told of such
     * @param lines how many are known to be lost
     * @param bytes how many bytes are known to be lost
     * @param lastMillis the latest of the messages
     * @param source the source that lost something then
     * @param explanation the latest message's sentence
     */
    public record Losses(long count, long lines, long bytes, long lastMillis, String source, String explanation) {
        private Losses and(Loss loss) {
            boolean later = loss.epochMillis() >= lastMillis;
            return new Losses(
                    count + 1,
                    sum(lines, loss.lines()),
                    sum(bytes, loss.bytes()),
                    Math.max(lastMillis, loss.epochMillis()),
                    later ? loss.source() : source,
                    later ? loss.explanation() : explanation);
        }

        private static long sum(long sum, long more) {
            return sum + Math.min(Math.max(0, more), Long.MAX_VALUE - sum);
        }
    }

    public HostRecord {
        requireNonNull(host, "host is null");
        requireNonNull(agent, "agent is null");
        losses = Map.copyOf(losses);
    }

    /** A host of which nothing is known yet. */
    public static HostRecord of(String host) {
        return new HostRecord(host, "", 0, null, Map.of());
    }

    /** Something came from the host at that time. */
    public HostRecord seen(long epochMillis) {
        return epochMillis <= seenMillis ? this : new HostRecord(host, agent, epochMillis, snapshot, losses);
    }

    /** With a snapshot, which is kept unless a later one is. */
    public HostRecord with(HostSnapshot taken) {
        boolean later = snapshot == null || taken.epochMillis() >= snapshot.epochMillis();
        return later
                ? new HostRecord(host, taken.agent(), Math.max(seenMillis, taken.epochMillis()), taken, losses)
                : this;
    }

    /** With a loss more. */
    public HostRecord with(Loss loss) {
        Map<Loss.Reason, Losses> more = new EnumMap<>(Loss.Reason.class);
        more.putAll(losses);
        Losses known = losses.getOrDefault(loss.reason(), new Losses(0, 0, 0, 0, "", ""));
        more.put(loss.reason(), known.and(loss));
        boolean later = loss.epochMillis() >= seenMillis;
        return new HostRecord(
                host, later ? loss.agent() : agent, Math.max(seenMillis, loss.epochMillis()), snapshot, more);
    }
}
