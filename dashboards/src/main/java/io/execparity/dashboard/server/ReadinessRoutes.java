package io.execparity.dashboard.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.heartbeat.Heartbeats;
import io.execparity.dashboard.readiness.Advisors;
import io.execparity.dashboard.readiness.Surveys;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.StoreException;
import io.execparity.dashboard.store.StoreLines;
import io.execparity.readiness.advice.AdviceJson;
import io.execparity.readiness.advice.Switch;
import io.execparity.readiness.coverage.CoverageJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What switches would break, which rules can see where, and where that was proven. */
final class ReadinessRoutes {
    /** Of each kind of result; a page waits for the answer. */
    private static final long MOST_ACTS = 20_000;

    private static final int MOST_SWITCHES = 16;

    private final ResultStore store;
    private final Heartbeats beats;
    private final Clock clock;

    ReadinessRoutes(ResultStore store, Heartbeats beats, Clock clock) {
        this.store = store;
        this.beats = beats;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/readiness", this::readiness);
        routes.get(
                "/api/v1/coverage",
                context -> context.json(CoverageJson.of(Surveys.over(store).coverage())));
        routes.get("/api/v1/probe", context -> context.json(Map.of("runs", beats.all())));
    }

    /** One at a time: each looks through many results. */
    private void readiness(Context context) {
        List<Switch> switches = switches(context.queryParams("switch"));
        Filter asked =
                Question.of(context.queryParamMap(), clock, Set.of("switch")).filter();
        Map<Field, Set<String>> host = new EnumMap<>(Field.class);
        if (asked.values().containsKey(Field.HOST)) {
            host.put(Field.HOST, asked.values().getOrDefault(Field.HOST, Set.of()));
        }
        Filter filter = new Filter(host, asked.from(), asked.to(), "");
        context.json(advice(filter, switches));
    }

    private synchronized ObjectNode advice(Filter filter, List<Switch> switches) {
        try {
            return AdviceJson.of(
                    Advisors.over(new StoreLines(store, filter, MOST_ACTS)).advise(switches));
        } catch (IOException e) {
            throw new StoreException("the store does not answer", e);
        }
    }

    private static List<Switch> switches(List<String> names) {
        if (names.size() > MOST_SWITCHES) {
            throw new BadQuestionException("more than " + MOST_SWITCHES + " switches");
        }
        List<Switch> switches = new ArrayList<>();
        for (String name : names) {
            switches.add(Switch.named(name).orElseThrow(() -> new BadQuestionException("there is no such switch")));
        }
        return switches.isEmpty() ? Switch.usual() : switches;
    }
}
