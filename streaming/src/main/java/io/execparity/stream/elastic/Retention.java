package io.execparity.stream.elastic;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * When an index begins a new generation, and how long an old one is kept; whichever comes first.
 *
 * @param age of the generation that is written to, whole seconds
 * @param documents in it, 1 or more
 * @param bytes of it on disk, without copies, 1 or more
 * @param keep how long a generation is kept after the next one was begun
 */
public record Retention(Duration age, long documents, long bytes, Duration keep) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The same as {@code lifecycle-policy.json} says; the documents are the most that one shard takes in comfort. */
    public static final Retention USUAL =
            new Retention(Duration.ofDays(30), 200_000_000, 40L << 30, Duration.ofDays(365));

    public Retention {
        requireNonNull(age, "age is null");
        requireNonNull(keep, "keep is null");
        if (age.toSeconds() < 1 || documents < 1 || bytes < 1 || keep.isNegative()) {
            throw new IllegalArgumentException(
                    "new ones after " + age + ", " + documents + " documents or " + bytes + " bytes, kept " + keep);
        }
    }

    /** As {@code _rollover} takes it. */
    String conditions() {
        return "{\"conditions\": {\"max_age\": \"" + age.toSeconds() + "s\", \"max_docs\": " + documents
                + ", \"max_primary_shard_size\": \"" + bytes + "b\"}}";
    }
}
