package io.execparity.dashboard.server;

import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.concurrent.atomic.AtomicLong;

/** The server's own numbers as OpenMetrics text. */
final class MetricsRoute {
    private final ResultStore store;
    private final LiveEvents live;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    MetricsRoute(ResultStore store, LiveEvents live) {
        this.store = store;
        this.live = live;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/metrics", this::metrics);
    }

    void request() {
        requests.incrementAndGet();
    }

    void failure() {
        failures.incrementAndGet();
    }

    private void metrics(Context context) {
        StringBuilder text = new StringBuilder("# TYPE execparity_board_results gauge\n");
        for (Results results : Results.values()) {
            text.append("execparity_board_results{kind=\"")
                    .append(results.word())
                    .append("\"} ")
                    .append(store.count(results, Filter.ALL))
                    .append('\n');
        }
        text.append("# TYPE execparity_board_live_pages gauge\nexecparity_board_live_pages ")
                .append(live.size())
                .append("\n# TYPE execparity_board_requests counter\nexecparity_board_requests_total ")
                .append(requests.get())
                .append("\n# TYPE execparity_board_failures counter\nexecparity_board_failures_total ")
                .append(failures.get())
                .append("\n# EOF\n");
        context.contentType("application/openmetrics-text; version=1.0.0; charset=utf-8");
        context.result(text.toString());
    }
}
