package io.execparity.stream.control;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.execution.ContentDigest;
import java.util.List;

/**
 * Content that is as it should be, said after the reference was read: from then on it is no longer
 * {@code unknown-digest}.
 *
 * @param id names it for ever
 * @param reason why, in words for people
 * @param owner who answers for it
 * @param fromMillis the event time from which it holds, in milliseconds of the epoch
 */
public record ReferenceEntry(String id, ContentDigest digest, String reason, String owner, long fromMillis) {
    private static final List<String> KEYS = List.of("message", "id", "hash", "reason", "owner", "from");

    public ReferenceEntry {
        requireNonNull(id, "id is null");
        requireNonNull(digest, "digest is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(owner, "owner is null");
    }

    static ReferenceEntry read(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(KEYS);
        return new ReferenceEntry(
                ControlNodes.id(node),
                ControlNodes.digest(node.require("hash")),
                ControlNodes.text(node, "reason", ControlNodes.MOST_REASON),
                ControlNodes.text(node, "owner", ControlNodes.MOST_NAME),
                node.require("from").epochMillis());
    }
}
