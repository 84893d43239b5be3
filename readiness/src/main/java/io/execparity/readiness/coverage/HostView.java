package io.execparity.readiness.coverage;

import io.execparity.schema.finding.Rule;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What came from one host. */
final class HostView {
    /** After so many events without one of a kind, sensor-blind-spot speaks; each of these results is one at least. */
    private static final long ENOUGH = 200;

    private static final int MOST_BLIND_SPOTS = 100;

    private final Map<String, Long> results = new HashMap<>();
    private final Set<String> blindSpots = new HashSet<>();
    private final Set<Rule> told = EnumSet.noneOf(Rule.class);
    private boolean hasList;

    void results(String kind, long count) {
        results.merge(kind, count, Long::sum);
    }

    void finding(Rule rule, boolean ofList) {
        told.add(rule);
        hasList |= ofList;
    }

    void blindSpot(String words) {
        if (blindSpots.size() < MOST_BLIND_SPOTS) {
            blindSpots.add(words);
        }
    }

    boolean never(String words) {
        return blindSpots.contains(words);
    }

    boolean has(String kind) {
        return results.getOrDefault(kind, 0L) > 0;
    }

    boolean told(Rule rule) {
        return told.contains(rule);
    }

    boolean hasList() {
        return hasList;
    }

    boolean saidAnything() {
        return !results.isEmpty() || !told.isEmpty() || !blindSpots.isEmpty();
    }

    /** Whether so much came that the silence of a kind of record would have been told. */
    boolean saidEnough() {
        return !blindSpots.isEmpty()
                || results.values().stream().mapToLong(Long::longValue).sum() >= ENOUGH;
    }
}
