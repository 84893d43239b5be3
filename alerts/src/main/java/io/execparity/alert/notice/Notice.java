package io.execparity.alert.notice;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.schema.codec.Ids;
import java.time.Instant;
import java.util.List;

/**
 * One message to one receiver. Sent again, because an answer was lost, it is the same in every part, so that its
 * {@link #id} lets the receiver know.
 *
 * @param route whom it is for
 * @param matter what it is about, the same from the first message about it to the last
 * @param kind whether that is new, goes on or is over
 * @param flood whether it is about many things of one rule that came too fast to be told one by one
 * @param number the how manieth message about the matter it is, from 1
 * @param facts the first finding; of a flood, the latest
 * @param count findings since the matter began
 * @param more findings since the last message about it, this one's first finding not counted
 * @param hosts names of some of the hosts, at most {@link #MOST_HOSTS}
 * @param hostCount how many there are
 * @param first the time of the first finding, by the host's clock
 * @param last the time of the last one
 * @param opened when the matter began, by this machine's clock; all times in milliseconds of the epoch
 * @param at when this was decided
 * @param until when it will be over unless it goes on
 */
public record Notice(
        String route,
        String matter,
        Kind kind,
        boolean flood,
        int number,
        AlertFacts facts,
        long count,
        long more,
        List<String> hosts,
        int hostCount,
        long first,
        long last,
        long opened,
        long at,
        long until) {
    /** More names than these say nothing to a person. */
    public static final int MOST_HOSTS = 10;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What became of the matter. */
    public enum Kind {
        NEW,
        ONGOING,
        OVER;

        /** As messages have it. */
        public String word() {
            return switch (this) {
                case NEW -> "new";
                case ONGOING -> "ongoing";
                case OVER -> "over";
            };
        }
    }

    public Notice {
        requireNonNull(route, "route is null");
        requireNonNull(facts, "facts is null");
        hosts = List.copyOf(hosts);
    }

    /** Names the message for ever: an idempotency key. */
    public String id() {
        return Ids.result("notice", route, matter, Long.toString(opened), Integer.toString(number));
    }

    /** When it was decided, as ISO-8601. */
    public String timestamp() {
        return Instant.ofEpochMilli(at).toString();
    }

    /** The form in which it is kept. */
    public String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@link #json()} wrote. */
    public static Notice of(String json) {
        try {
            return MAPPER.readValue(json, Notice.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store holds something else than a notice", e);
        }
    }
}
