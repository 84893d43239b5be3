package io.execparity.dashboard.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.board.Panels;
import io.execparity.dashboard.heartbeat.Heartbeats;
import io.execparity.dashboard.integrity.BootReports;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Group;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.schema.codec.HostJson;
import io.execparity.schema.message.HostRecord;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Hosts by name, a page of them at a time, with what there is to look at of each; and what an agent told of one. */
final class HostRoutes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int USUAL_LIMIT = 100;
    private static final Set<String> KEYS = Set.of("q", "state", "after", "limit");
    private static final Set<String> STATES = Set.of("", "silent", "reports");

    private final ResultStore store;
    private final Fleet fleet;
    private final BootReports reports;
    private final Heartbeats beats;
    private final Clock clock;

    HostRoutes(ResultStore store, Fleet fleet, BootReports reports, Heartbeats beats, Clock clock) {
        this.store = store;
        this.fleet = fleet;
        this.reports = reports;
        this.beats = beats;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/hosts", this::page);
        routes.get("/api/v1/hosts/{host}", this::one);
        routes.get("/api/v1/zones", context -> context.json(Map.of("zones", store.zones())));
    }

    /**
     * What its agent told of a host, as the job tells it; nothing where no message of one came. A name that nothing is on
     * record of is refused: mistyped, it would read as a host without an agent.
     */
    private void one(Context context) throws IOException {
        String name = context.pathParam("host");
        Optional<HostRecord> told = store.host(name);
        if (told.isEmpty() && !isOnRecord(name)) {
            throw new NotFoundResponse("nothing on record of this host");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        told.ifPresent(host -> answer.set("told", json(host)));
        context.json(answer);
    }

    /** By a result, or by what lies beside results, from where pages lead to hosts too. */
    private boolean isOnRecord(String name) throws IOException {
        Filter its = Filter.ALL.with(Field.HOST, name);
        return Stream.of(Results.values()).anyMatch(results -> store.count(results, its) > 0)
                || reports.all().stream().anyMatch(report -> report.host().equals(name))
                || beats.all().stream().anyMatch(beat -> beat.host().equals(name));
    }

    private static JsonNode json(HostRecord host) {
        try {
            return JSON.readTree(new HostJson().line(host));
        } catch (IOException e) {
            throw new UncheckedIOException("a line of ours is no JSON", e);
        }
    }

    private void page(Context context) {
        Question question = Question.ofKeys(context.queryParamMap(), KEYS);
        String state = question.word("state");
        if (!STATES.contains(state)) {
            throw new BadQuestionException("state is " + state + ", not silent or reports");
        }
        int limit = question.limit(USUAL_LIMIT);
        NavigableMap<String, Long> hosts = fleet.hosts();
        NavigableMap<String, Long> found = new TreeMap<>(hosts);
        String part = question.word("q").toLowerCase(Locale.ROOT);
        found.entrySet()
                .removeIf(host -> !host.getKey().toLowerCase(Locale.ROOT).contains(part)
                        || state.equals("silent") && !fleet.isSilent(host.getValue())
                        || state.equals("reports") && fleet.isSilent(host.getValue()));
        String after = question.word("after");
        List<Map.Entry<String, Long>> rest = (after.isEmpty() ? found : found.tailMap(after, false))
                .entrySet().stream().toList();
        List<Map.Entry<String, Long>> shown = rest.subList(0, Math.min(limit, rest.size()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("now", clock.millis());
        answer.put("fleet", fleet.told(hosts));
        answer.put("total", found.size());
        answer.put("rows", rows(shown));
        if (shown.size() < rest.size()) {
            answer.put("next", shown.get(shown.size() - 1).getKey());
        }
        context.json(answer);
    }

    private List<Map<String, Object>> rows(List<Map.Entry<String, Long>> shown) {
        if (shown.isEmpty()) {
            return List.of();
        }
        Filter these = Filter.ALL.with(
                Field.HOST, shown.stream().map(Map.Entry::getKey).toArray(String[]::new));
        Map<String, Long> needs = counts(Results.FINDINGS, Panels.QUEUE.filter(these));
        Map<String, Long> gaps = counts(Results.FINDINGS, these.with(Field.CLASS, "gap"));
        Map<String, Long> executions = counts(Results.EXECUTIONS, these);
        return shown.stream()
                .map(host -> Map.<String, Object>of(
                        "name", host.getKey(),
                        "last", host.getValue(),
                        "silent", fleet.isSilent(host.getValue()),
                        "needs", needs.getOrDefault(host.getKey(), 0L),
                        "gaps", gaps.getOrDefault(host.getKey(), 0L),
                        "executions", executions.getOrDefault(host.getKey(), 0L)))
                .toList();
    }

    private Map<String, Long> counts(Results of, Filter filter) {
        Map<String, Long> counts = new HashMap<>();
        for (Group group : store.groups(of, filter, List.of(Field.HOST), ResultStore.MOST)) {
            counts.put(group.values().get(0), group.count());
        }
        return counts;
    }
}
