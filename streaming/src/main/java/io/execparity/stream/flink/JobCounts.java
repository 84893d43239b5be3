package io.execparity.stream.flink;

import io.execparity.schema.event.MissingPart;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What a job counted besides its results.
 *
 * @param understood lines that became records
 * @param gaps runs of serials without any record
 * @param missingEvents how many serials they span
 * @param incompleteEvents events that came in part
 * @param missingParts how many of those lack each part
 * @param hosts those that had an event
 */
public record JobCounts(
        long understood,
        long gaps,
        long missingEvents,
        long incompleteEvents,
        Map<MissingPart, Long> missingParts,
        Set<String> hosts) {
    public JobCounts {
        missingParts = Map.copyOf(missingParts);
        hosts = Set.copyOf(hosts);
    }

    /** From the accumulators by their names. */
    static JobCounts of(Map<String, Object> accumulators) {
        Map<MissingPart, Long> parts = new EnumMap<>(MissingPart.class);
        for (MissingPart part : MissingPart.values()) {
            long count = count(accumulators, LossCounters.missing(part));
            if (count > 0) {
                parts.put(part, count);
            }
        }
        return new JobCounts(
                count(accumulators, LineFunction.UNDERSTOOD),
                count(accumulators, LossCounters.GAPS),
                count(accumulators, LossCounters.MISSING_EVENTS),
                count(accumulators, LossCounters.INCOMPLETE_EVENTS),
                parts,
                accumulators.get(HostTimes.NAME) instanceof HostTimes.Result times
                        ? times.spans().keySet()
                        : Set.of());
    }

    private static long count(Map<String, Object> accumulators, String name) {
        return accumulators.get(name) instanceof Long count ? count : 0;
    }
}
