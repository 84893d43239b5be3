package io.execparity.report.model;

import java.util.List;
import java.util.Map;

/**
 * Whether telemetry was there all the time.
 *
 * @param gaps what was missing, at most {@link #MOST_TOLD}, in the order of kinds, hosts and times
 * @param more how many further gaps there are
 * @param kinds how many gaps there are of each kind, those that are not told included
 * @param patienceMillis for how long a host may be silent without that being a gap
 */
public record Completeness(List<Gap> gaps, long more, Map<Gap.Kind, Long> kinds, long patienceMillis) {
    /** The most gaps that a report tells one by one. */
    public static final int MOST_TOLD = 200;

    public Completeness {
        gaps = List.copyOf(gaps);
        kinds = Map.copyOf(kinds);
    }

    public boolean isComplete() {
        return gaps.isEmpty() && more == 0;
    }

    /** How many gaps there are. */
    public long count() {
        return gaps.size() + more;
    }
}
