package io.execparity.dashboard.server;

import io.execparity.dashboard.board.Panel;
import io.execparity.dashboard.board.Panels;
import io.execparity.dashboard.store.EvidenceStore;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.schema.finding.Rule;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What the first look needs, and the words that every page shares. */
final class OverviewRoutes {
    private final ResultStore store;
    private final EvidenceStore evidence;
    private final Fleet fleet;
    private final Clock clock;

    OverviewRoutes(ResultStore store, EvidenceStore evidence, Fleet fleet, Clock clock) {
        this.store = store;
        this.evidence = evidence;
        this.fleet = fleet;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/summary", this::summary);
        routes.get("/api/v1/rules", context -> context.json(Map.of("rules", rules())));
    }

    private void summary(Context context) {
        Filter filter = Question.of(context.queryParamMap(), clock, Set.of()).filter();
        Filter queue = Panels.QUEUE.filter(filter);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("now", clock.millis());
        answer.put("needs", counts(Panels.NEEDS, filter));
        answer.put("oldest", store.range(Results.FINDINGS, queue).first());
        answer.put("classes", counts(Panels.CLASSES, filter));
        for (Panel panel : List.of(Panels.LOSSES, Panels.TAMPERING, Panels.BLIND, Panels.SUPPRESSED)) {
            answer.put(panel.id(), store.count(panel.of(), panel.filter(filter)));
        }
        answer.put("findings", store.count(Results.FINDINGS, filter));
        answer.put("executions", store.count(Results.EXECUTIONS, filter));
        answer.put("checks", store.count(Results.CHECKS, filter));
        NavigableMap<String, Long> hosts = fleet.hosts();
        answer.put("fleet", fleet.told(hosts));
        answer.put("hosts", first(hosts));
        answer.put("raw", evidence.hasRecords());
        answer.put("panels", Panels.ALL.stream().map(OverviewRoutes::panel).toList());
        context.json(answer);
    }

    private Map<String, Long> counts(Panel panel, Filter within) {
        Map<String, Long> counts = new LinkedHashMap<>();
        List<Field> by = panel.by().stream().toList();
        for (Group group : store.groups(panel.of(), panel.filter(within), by, ResultStore.MOST)) {
            counts.put(group.values().get(0), group.count());
        }
        return counts;
    }

    /** What a page needs to ask for a panel, and to lead to what it shows. */
    private static Map<String, Object> panel(Panel panel) {
        Map<String, String> where = new TreeMap<>();
        panel.where().forEach((field, value) -> where.put(field.word(), value));
        return Map.of(
                "id", panel.id(),
                "title", panel.title(),
                "of", panel.of().word(),
                "where", where,
                "by", panel.by().map(Field::word).orElse(""));
    }

    /** Hosts with their latest sign of life, whatever the filter; the first of them by name, if there are very many. */
    private static List<Map<String, Object>> first(NavigableMap<String, Long> hosts) {
        return hosts.entrySet().stream()
                .limit(ResultStore.MOST)
                .map(host -> Map.<String, Object>of("name", host.getKey(), "last", host.getValue()))
                .toList();
    }

    private static List<Map<String, Object>> rules() {
        return Arrays.stream(Rule.values())
                .map(rule -> Map.<String, Object>of(
                        "name",
                        rule.slug(),
                        "class",
                        rule.findingClass().word(),
                        "severity",
                        rule.severity().word(),
                        "technique",
                        rule.technique().orElse("")))
                .toList();
    }
}
