package io.execparity.alert.choice;

import io.execparity.alert.finding.AlertFacts;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.catalogue.Glob;
import io.execparity.stream.control.Suppression;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * A time in which nobody is to be told of some hosts. It is about the finding's own time, so that what comes late is
 * judged as it was; that evidence was taken away is told all the same.
 *
 * @param hosts patterns of names, at least one
 * @param times when, at least one
 * @param reason why, in words for people
 * @param owner who answers for it
 */
public record Maintenance(List<Glob> hosts, List<Time> times, String reason, String owner) {
    /** The longest one; whoever needs more does not maintain but ignores. */
    public static final Duration LONGEST = Duration.ofDays(7);

    public Maintenance {
        hosts = List.copyOf(hosts);
        times = List.copyOf(times);
        if (hosts.isEmpty() || times.isEmpty()) {
            throw new IllegalArgumentException("hosts and times are needed");
        }
    }

    /** When. */
    public sealed interface Time {
        /** Whether it holds then. */
        boolean holds(Instant moment);
    }

    /** Once, {@code until} not included. */
    public record Once(Instant from, Instant until) implements Time {
        @Override
        public boolean holds(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }
    }

    /** On some days of each week, from a time of a place's clock on for so long. */
    public record Weekly(Set<DayOfWeek> days, LocalTime at, Duration length, ZoneId zone) implements Time {
        public Weekly {
            days = Set.copyOf(days);
        }

        @Override
        public boolean holds(Instant moment) {
            ZonedDateTime local = moment.atZone(zone);
            for (int back = 0; back <= length.toDays() + 1; back++) {
                ZonedDateTime begun =
                        local.toLocalDate().minusDays(back).atTime(at).atZone(zone);
                if (days.contains(begun.getDayOfWeek())
                        && !moment.isBefore(begun.toInstant())
                        && moment.isBefore(begun.toInstant().plus(length))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether nobody is told of this finding. */
    public boolean covers(AlertFacts finding) {
        boolean never = finding.known().map(Suppression.NEVER::contains).orElse(false);
        Instant moment = Instant.ofEpochMilli(finding.time());
        return !never
                && times.stream().anyMatch(time -> time.holds(moment))
                && Glob.anyMatches(hosts, Bytes.utf8(finding.host()));
    }
}
