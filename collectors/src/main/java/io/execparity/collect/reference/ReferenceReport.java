package io.execparity.collect.reference;

import io.execparity.collect.ima.FileDigest;
import io.execparity.schema.text.Bytes;
import java.util.List;
import java.util.Map;

/**
 * A measurement list held against a reference.
 *
 * @param form of the reference
 * @param counts how many entries each judgement was passed on
 * @param unjudged entries that there was nothing to judge of: violations, a kernel's own {@code boot_aggregate} where
 *     the reference has none, and buffers where it is one of files only
 * @param unlisted what is unknown or changed, in the order of the list; it ends after the first thousand
 * @param beyond how many entries are of what comes after them
 */
public record ReferenceReport(
        String form, Map<Judgement, Long> counts, long unjudged, List<Unlisted> unlisted, long beyond) {

    /**
     * One content under one name that the reference does not have.
     *
     * @param name its first 4,096 bytes; no path has more
     * @param judgement {@link Judgement#UNKNOWN} or {@link Judgement#CHANGED}
     * @param firstEntry counted from 0
     * @param register that the first entry was extended into
     * @param entries how many entries are of it
     */
    public record Unlisted(
            Bytes name, FileDigest digest, Judgement judgement, long firstEntry, int register, long entries) {}

    public ReferenceReport {
        counts = Map.copyOf(counts);
        unlisted = List.copyOf(unlisted);
    }

    public long count(Judgement judgement) {
        return counts.getOrDefault(judgement, 0L);
    }
}
