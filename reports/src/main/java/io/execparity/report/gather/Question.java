package io.execparity.report.gather;

import static java.util.Objects.requireNonNull;

import io.execparity.report.control.Framework;
import io.execparity.report.model.Period;
import io.execparity.schema.message.HostSnapshot;
import java.time.Duration;
import java.util.List;

/**
 * What a report is asked for.
 *
 * @param patience for how long a host may be silent without that being a gap in the telemetry
 * @param hasReference whether whoever asks says that the results were made with a reference list
 * @param suppressions as far as they are known, so that their owners can be told
 * @param snapshots what hosts were like, of any time: their mounts, and which rules could see
 */
public record Question(
        Period period,
        HostPatterns hosts,
        Duration patience,
        List<Framework> frameworks,
        boolean hasReference,
        List<KnownSuppression> suppressions,
        List<HostSnapshot> snapshots) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    public Question {
        requireNonNull(period, "period is null");
        if (patience.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a host may be silent for " + patience + ", less than a minute");
        }
        if (patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a host may be silent for " + patience + ", more than a year");
        }
        frameworks = List.copyOf(frameworks);
        suppressions = List.copyOf(suppressions);
        snapshots = List.copyOf(snapshots);
    }
}
