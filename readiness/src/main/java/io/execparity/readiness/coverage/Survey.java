package io.execparity.readiness.coverage;

import io.execparity.schema.finding.Rule;
import io.execparity.schema.message.HostSnapshot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Collects what is known of hosts, and says which rules can see there. */
public final class Survey {
    private static final int MOST_HOSTS = 10_000;
    private static final Set<String> OF_LISTS =
            Set.of(Rule.EXECUTED_UNMEASURED.slug(), Rule.MEASUREMENT_LIST_TAMPERED.slug(), Rule.UNKNOWN_DIGEST.slug());

    private static final Map<String, Rule> RULES =
            Arrays.stream(Rule.values()).collect(Collectors.toMap(Rule::slug, rule -> rule));

    private final Map<String, HostView> hosts = new TreeMap<>();
    private final Map<String, HostSnapshot> snapshots = new HashMap<>();

    /** Results of one kind came from a host: {@code executions}, {@code checks} or {@code memfds}. */
    public void results(String host, String kind, long count) {
        view(host).results(kind, count);
    }

    /** A rule told of a host. */
    public void finding(String host, String rule) {
        Rule known = RULES.get(rule);
        if (known != null) {
            view(host).finding(known, OF_LISTS.contains(rule));
        }
    }

    /**
     * A host never sent one kind of record.
     *
     * @param words as sensor-blind-spot names it
     */
    public void blindSpot(String host, String words) {
        view(host).blindSpot(words);
    }

    /** What an agent told of its host; a later one holds. */
    public void snapshot(HostSnapshot snapshot) {
        if (snapshots.size() < MOST_HOSTS || snapshots.containsKey(snapshot.host())) {
            snapshots.put(snapshot.host(), snapshot);
            view(snapshot.host());
        }
    }

    private HostView view(String host) {
        if (hosts.size() >= MOST_HOSTS && !hosts.containsKey(host)) {
            // Counted nowhere: a fleet has fewer, and a hostile log could name any number.
            return new HostView();
        }
        return hosts.computeIfAbsent(host, name -> new HostView());
    }

    /** Of all hosts, by name. */
    public Coverage coverage() {
        return new Coverage(hosts.entrySet().stream()
                .map(host -> of(host.getKey(), host.getValue()))
                .toList());
    }

    private Coverage.OfHost of(String name, HostView view) {
        HostSnapshot snapshot = snapshots.get(name);
        Judgement judgement = new Judgement(view, snapshot);
        Map<Rule, Coverage.OfRule> rules = new LinkedHashMap<>();
        for (Rule rule : List.of(Rule.values())) {
            rules.put(rule, judgement.of(rule));
        }
        return new Coverage.OfHost(name, snapshot != null, rules);
    }
}
