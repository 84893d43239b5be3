package io.execparity.report.gather;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.report.model.State;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.finding.FindingClass;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Roll-ups that were seen before a period and behind it, and not in it: they last through it and say nothing of it. An act
 * in the period is, for a gap, an indirect execution of its file by its interpreter on its host; for anything else, an
 * execution there that has its file as file, interpreter or image. Of a host without any execution in the period nothing
 * is known, and its roll-ups count.
 */
final class QuietRollUps {
    private static final int MOST = 500_000;
    private static final int MOST_READ = 1_000_000;

    private final Map<Act, List<Lasting>> lasting = new HashMap<>();
    private final Set<String> quiet = new HashSet<>();
    private final Map<Kind, Count> counts = new HashMap<>();

    /**
     * What a roll-up is of.
     *
     * @param program empty for any
     */
    private record Act(String host, String program, String path) {
        static Act of(Row finding, JsonNode json) {
            boolean ofInterpreter =
                    FindingClass.GAP.word().equals(json.at("/execparity/class").asText());
            return new Act(
                    json.at("/host/name").asText(),
                    ofInterpreter ? finding.program() : "",
                    json.at("/file/path").asText());
        }
    }

    private record Lasting(String id, Kind kind, Count count) {}

    /** Findings that are told together, by the words of results. */
    private record Kind(State state, String rule, String severity, String confidence) {}

    /** How many findings, and how many acts they stand for. */
    record Count(long findings, long acts) {
        private static final Count NONE = new Count(0, 0);

        private Count plus(Count other) {
            return new Count(findings + other.findings, acts + other.acts);
        }
    }

    /** @param filter of the period and the hosts */
    QuietRollUps(ResultStore store, Filter filter, Decisions decisions) {
        Filter before = filter.with(Field.CLASS, "bypass", "alert", "gap", "integrity")
                .between(filter.from() - 1, filter.from());
        Rows.each(store, Results.FINDINGS, before, MOST, row -> {
            JsonNode json = SourceJson.of(row);
            if (lastSeen(json) >= filter.to()) {
                lasting.computeIfAbsent(Act.of(row, json), any -> new ArrayList<>())
                        .add(lasting(row, json, decisions));
            }
        });
        if (lasting.isEmpty()) {
            return;
        }
        boolean ofInterpreters =
                lasting.keySet().stream().noneMatch(act -> act.program().isEmpty());
        Filter acts = ofInterpreters ? filter.with(Field.MODE, Mode.INDIRECT.word()) : filter;
        long unread = Rows.each(store, Results.EXECUTIONS, acts, MOST_READ, this::forget);
        if (unread > 0) {
            return;
        }
        Set<String> seen = new HashSet<>();
        store.groups(Results.EXECUTIONS, filter, List.of(Field.HOST), ResultStore.MOST)
                .forEach(group -> seen.add(group.values().get(0)));
        lasting.forEach((act, rollUps) -> {
            if (seen.contains(act.host())) {
                rollUps.forEach(this::add);
            }
        });
    }

    private void forget(Row execution) {
        JsonNode json = SourceJson.of(execution);
        String host = json.at("/host/name").asText();
        String path = json.at("/file/path").asText();
        if (Mode.INDIRECT.word().equals(json.at("/execparity/mode").asText())) {
            lasting.remove(new Act(host, execution.program(), path));
        }
        lasting.remove(new Act(host, "", path));
        lasting.remove(new Act(host, "", json.at("/execparity/interpreter").asText()));
        lasting.remove(new Act(host, "", json.at("/process/executable").asText()));
    }

    private static Lasting lasting(Row row, JsonNode json, Decisions decisions) {
        JsonNode ours = json.path("execparity");
        Kind kind = new Kind(
                decisions.state(row),
                json.at("/rule/name").asText(),
                ours.path("severity").asText(),
                ours.path("confidence").asText());
        return new Lasting(
                row.id(), kind, new Count(1, Math.max(1, ours.path("count").asLong(1))));
    }

    private void add(Lasting rollUp) {
        quiet.add(rollUp.id());
        counts.merge(rollUp.kind(), rollUp.count(), Count::plus);
    }

    private static long lastSeen(JsonNode json) {
        try {
            return Instant.parse(json.at("/execparity/last_seen").asText()).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return Long.MIN_VALUE;
        }
    }

    boolean contains(Row finding) {
        return quiet.contains(finding.id());
    }

    /** How many there are in a state, by the words of rule, severity and confidence. */
    Count of(State state, List<String> words) {
        return counts.getOrDefault(new Kind(state, words.get(0), words.get(1), words.get(2)), Count.NONE);
    }
}
