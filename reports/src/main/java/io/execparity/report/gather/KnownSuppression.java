package io.execparity.report.gather;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.schema.finding.Rule;
import java.util.Set;

/**
 * A suppression as its owner wrote it.
 *
 * @param rules whose findings it is about
 * @param host empty for any
 * @param digest of the file, as its algorithm and value, {@code sha256:…}; empty where an identity is meant
 * @param device of the file, with {@code inode} and {@code path}
 * @param from the event time from which it holds, milliseconds of the epoch
 * @param until the event time from which it no longer does
 */
public record KnownSuppression(
        String id,
        Set<Rule> rules,
        String host,
        String digest,
        String device,
        String inode,
        String path,
        String reason,
        String owner,
        long from,
        long until) {
    public KnownSuppression {
        requireNonNull(id, "id is null");
        rules = Set.copyOf(rules);
    }

    /** Whether it holds back this finding, a line as a tree, of that time. */
    boolean covers(Rule rule, long time, JsonNode finding) {
        if (!rules.contains(rule) || time < from || time >= until) {
            return false;
        }
        if (!host.isEmpty() && !host.equals(finding.at("/host/name").asText())) {
            return false;
        }
        JsonNode file = finding.path("file");
        if (!digest.isEmpty()) {
            return file.path("hash").properties().stream()
                    .anyMatch(hash ->
                            digest.equals(hash.getKey() + ":" + hash.getValue().asText()));
        }
        return device.equals(file.path("device").asText())
                && inode.equals(file.path("inode").asText())
                && path.equals(file.path("path").asText());
    }
}
