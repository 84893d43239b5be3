package io.execparity.readiness.advice;

import io.execparity.schema.finding.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How long was watched, how much was seen, and what is known to be missing. */
final class Watch {
    private static final int MOST_HOSTS = 10_000;
    private static final int MOST_BLIND_SPOTS = 10_000;

    private final Map<String, Seen> hosts = new TreeMap<>();
    private final List<Advice.BlindSpot> blindSpots = new ArrayList<>();
    private long losses;
    private long lost;
    private long tampering;

    /** Of one host. */
    private static final class Seen {
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long executions;
        private long checks;
        private long memfdCalls;
    }

    private void see(String host, long time, Consumer<Seen> count) {
        if (hosts.size() >= MOST_HOSTS && !hosts.containsKey(host)) {
            return;
        }
        Seen seen = hosts.computeIfAbsent(host, name -> new Seen());
        seen.first = Math.min(seen.first, time);
        seen.last = Math.max(seen.last, time);
        count.accept(seen);
    }

    void act(ObservedAct observed) {
        see(observed.act().host(), observed.time(), seen -> {
            if (observed.act().isExecution()) {
                seen.executions++;
            } else {
                seen.memfdCalls++;
            }
        });
    }

    void check(String host, long time) {
        see(host, time, seen -> seen.checks++);
    }

    /**
     * A rule about the evidence itself.
     *
     * @param about what a blind spot is of
     * @param count how many acts or records the finding stands for
     */
    void finding(String rule, String host, String about, long count) {
        if (rule.equals(Rule.TELEMETRY_LOSS.slug())) {
            losses++;
            lost += count;
        } else if (rule.equals(Rule.AUDIT_TAMPERING.slug())) {
            tampering++;
        } else if (rule.equals(Rule.SENSOR_BLIND_SPOT.slug()) && blindSpots.size() < MOST_BLIND_SPOTS) {
            blindSpots.add(new Advice.BlindSpot(host, about));
        }
    }

    Advice.Watched watched(long notJudged, boolean partly, List<String> absent) {
        List<Advice.HostWatched> each = new ArrayList<>();
        hosts.forEach((name, seen) -> each.add(
                new Advice.HostWatched(name, seen.first, seen.last, seen.executions, seen.checks, seen.memfdCalls)));
        return new Advice.Watched(each, losses, lost, tampering, blindSpots, notJudged, partly, absent);
    }
}
