package io.execparity.dashboard.triage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A suppression that somebody made here, as it is now.
 *
 * @param id names it for ever
 * @param rule whose findings it holds back, as a slug
 * @param host on which, empty for any
 * @param file {@code hash}, or {@code path}, {@code inode} and {@code device}, as {@code suppression.schema.json} has them
 * @param reason why, in words of whoever made it
 * @param owner who made it
 * @param created the event time from which it holds
 * @param expires the event time from which it no longer does
 * @param ended the event time at which somebody ended it earlier
 */
public record KeptSuppression(
        String id,
        String rule,
        String host,
        JsonNode file,
        String reason,
        String owner,
        Instant created,
        Instant expires,
        Optional<Instant> ended) {
    /** Reads one that {@link SuppressionFile} wrote. */
    static KeptSuppression of(JsonNode json) {
        return new KeptSuppression(
                json.path("id").asText(),
                json.path("rules").path(0).asText(),
                json.path("host").asText(""),
                json.path("file"),
                json.path("reason").asText(),
                json.path("owner").asText(),
                Instant.parse(json.path("created").asText()),
                Instant.parse(json.path("expires").asText()),
                Optional.ofNullable(json.get("ended")).map(ended -> Instant.parse(ended.asText())));
    }

    /** Whether it was taken back, so that it never held. */
    boolean isTakenBack() {
        return ended.isPresent() && !ended.get().isAfter(created);
    }

    /** What it is now: {@code active}, {@code ended} by somebody, or {@code expired} by itself. */
    public String state(Instant now) {
        if (ended.isPresent()) {
            return "ended";
        }
        return expires.isAfter(now) ? "active" : "expired";
    }
}
