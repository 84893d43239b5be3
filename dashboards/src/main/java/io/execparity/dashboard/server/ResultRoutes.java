package io.execparity.dashboard.server;

import io.execparity.dashboard.evidence.EvidenceEvents;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.store.TimeRange;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Findings, executions and checks: pages of them, one of them, and counts. */
final class ResultRoutes {
    private static final long LONGEST_STEP = 366L * 24 * 3600 * 1000;

    private final ResultStore store;
    private final EvidenceEvents evidence;
    private final Clock clock;

    ResultRoutes(ResultStore store, EvidenceEvents evidence, Clock clock) {
        this.store = store;
        this.evidence = evidence;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        for (Results results : Results.values()) {
            String path = "/api/v1/" + results.word();
            routes.get(path, context -> page(context, results));
            routes.get(path + "/groups", context -> groups(context, results));
            routes.get(path + "/histogram", context -> histogram(context, results));
            routes.get(path + "/export.csv", context -> Exports.csv(context, store, results, question(context, "tz")));
            routes.get(path + "/export.jsonl", context -> Exports.lines(context, store, results, question(context)));
            routes.get(path + "/{id}", context -> context.json(RowJson.row(row(context, results))));
            routes.get(path + "/{id}/evidence", context -> evidence(context, results));
        }
    }

    private Question question(Context context, String... further) {
        return Question.of(context.queryParamMap(), clock, Set.of(further));
    }

    private void page(Context context, Results results) {
        Question question = question(context, "sort", "after", "limit");
        Order usual = results == Results.FINDINGS ? Order.SEVERITY : Order.NEWEST;
        context.json(RowJson.page(store.page(
                results,
                question.filter(),
                question.order(usual),
                question.after(),
                question.limit(Question.USUAL_LIMIT))));
    }

    private void groups(Context context, Results results) {
        Question question = question(context, "by", "limit");
        context.json(RowJson.groups(
                store.groups(results, question.filter(), question.by(), question.limit(Question.USUAL_LIMIT))));
    }

    private void histogram(Context context, Results results) {
        Question question = question(context, "by", "bins");
        List<Field> by = question.by();
        TimeRange range = store.range(results, question.filter());
        long last = question.isLive() && range.first() > 0 ? Math.max(range.last(), clock.millis()) : range.last();
        long bins = question.number("bins", 60, ResultStore.MOST);
        long step = Math.min(LONGEST_STEP, RoundSteps.of((last - range.first()) / bins + 1));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("step", step);
        answer.put("first", range.first());
        answer.put("last", range.last());
        if (question.isLive()) {
            answer.put("until", last);
        }
        answer.put("bins", store.histogram(results, question.filter(), by.get(0), step));
        context.json(answer);
    }

    private Row row(Context context, Results results) {
        return store.row(results, context.pathParam("id"))
                .orElseThrow(() -> new NotFoundResponse("no such result; it may belong to another run"));
    }

    private void evidence(Context context, Results results) {
        Row row = row(context, results);
        String host = SourceJson.of(row).path("host").path("name").asText("");
        List<String> stamps =
                SourceJson.texts(SourceJson.of(row).path("execparity").path("evidence"));
        context.json(Map.of("events", evidence.of(host, stamps)));
    }
}
