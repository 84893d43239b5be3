package io.execparity.stream.flink;

import io.execparity.schema.text.TerminalText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One end of a range of topics: of each a time, by the time that its records bear in Kafka, and of a partition an offset.
 * What is said of a partition goes before what is said of its topic, and that before what is said of all.
 */
public final class TopicBounds {
    private static final Pattern BOUND =
            Pattern.compile("(?:(?<topic>[A-Za-z0-9._-]{1,249})(?:/(?<partition>[0-9]{1,9}))?=)?(?<what>.+)");
    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");

    private final Map<String, Bound> bounds = new HashMap<>();

    /**
     * Where a partition's range begins or ends.
     *
     * @param offset 0 or more, -1 where there is a time
     * @param time null where there is an offset
     */
    record Bound(long offset, @Nullable Instant time) {}

    private TopicBounds() {}

    /**
     * Reads them as people write them: {@code 2026-11-22T10:00:00Z} for all, {@code TOPIC=TIME} or
     * {@code TOPIC/PARTITION=OFFSET}.
     *
     * @throws IllegalArgumentException with a sentence, where one cannot be read or two are of the same
     */
    public static TopicBounds parse(List<String> texts) {
        TopicBounds parsed = new TopicBounds();
        for (String text : texts) {
            Matcher matcher = BOUND.matcher(text);
            if (!matcher.matches()) {
                throw wrong(text, "is no time and no TOPIC/PARTITION=OFFSET");
            }
            String topic = matcher.group("topic") == null ? "" : matcher.group("topic");
            String partition = matcher.group("partition");
            Bound bound = bound(text, matcher.group("what"), partition != null);
            if (parsed.bounds.put(partition == null ? topic : topic + '/' + Integer.parseInt(partition), bound)
                    != null) {
                throw wrong(text, "is of what another one is of");
            }
        }
        return parsed;
    }

    private static Bound bound(String text, String what, boolean ofPartition) {
        if (OFFSET.matcher(what).matches()) {
            if (!ofPartition) {
                throw wrong(text, "is an offset, which only a partition has: TOPIC/PARTITION=OFFSET");
            }
            return new Bound(Long.parseLong(what), null);
        }
        try {
            return new Bound(-1, OffsetDateTime.parse(what).toInstant());
        } catch (DateTimeException e) {
            throw wrong(text, "is no time such as 2026-11-22T10:00:00Z");
        }
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("'" + TerminalText.UNICODE.of(text) + "' " + why);
    }

    /** What is said of a partition, null where nothing is. */
    @Nullable
    Bound of(String topic, int partition) {
        Bound own = bounds.get(topic + '/' + partition);
        Bound topics = bounds.get(topic);
        return own != null ? own : topics != null ? topics : bounds.get("");
    }

    /** Topics and partitions that something is said of. */
    Set<String> named() {
        return Set.copyOf(bounds.keySet());
    }
}
