package io.execparity.alert.status;

import io.execparity.collect.status.OpenMetrics;
import io.execparity.collect.status.Status;
import java.util.List;
import java.util.Map;

/**
 * How the alerting process is doing.
 *
 * @param counts what was counted since its state is there: findings by what became of them, notices, losses
 * @param behind lines between what was read and the end; bytes of a folder
 * @param reading whether the input could be read when it was last asked
 * @param routes of each receiver
 */
public record AlertStatus(Map<String, Long> counts, long behind, boolean reading, List<OfRoute> routes)
        implements Status {
    /** Fewer than half of what the outbox holds. */
    private static final long TOO_MANY = 5_000;

    /**
     * How one receiver is doing.
     *
     * @param waiting notices that it is still to get
     * @param failing whether it has taken nothing for minutes
     * @param open matters that are not over
     */
    public record OfRoute(String name, long waiting, long open, long attempts, long failures, boolean failing) {}

    public AlertStatus {
        counts = Map.copyOf(counts);
        routes = List.copyOf(routes);
    }

    @Override
    public boolean isHealthy() {
        return reading && routes.stream().noneMatch(route -> route.failing() || route.waiting() > TOO_MANY);
    }

    @Override
    public String illness() {
        return reading ? "undelivered" : "blind";
    }

    private long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    @Override
    public String openMetrics() {
        OpenMetrics text = new OpenMetrics();
        text.counters("execparity_alert_findings", "Findings read, by what became of them.");
        for (String became : List.of("alerted", "known", "other", "suppressed", "maintenance", "unreadable", "lost")) {
            text.sample("became", became, count("findings/" + became));
        }
        text.counters("execparity_alert_notices", "Notices by what became of them.");
        for (String became : List.of("delivered", "refused", "dropped")) {
            text.sample("became", became, count(became));
        }
        text.gauges("execparity_alert_behind", "Records between what was read and the end; bytes of a folder.")
                .sample(behind);
        text.gauges("execparity_alert_reading", "1 while the input can be read.")
                .sample(reading ? 1 : 0);
        text.gauges("execparity_alert_waiting", "Notices that a receiver is still to get.");
        routes.forEach(route -> text.sample("route", route.name(), route.waiting()));
        text.gauges("execparity_alert_open", "Matters that are not over.");
        routes.forEach(route -> text.sample("route", route.name(), route.open()));
        text.counters("execparity_alert_attempts", "Notices sent, failures included.");
        routes.forEach(route -> text.sample("route", route.name(), route.attempts()));
        text.counters("execparity_alert_failures", "Attempts that failed.");
        routes.forEach(route -> text.sample("route", route.name(), route.failures()));
        return text.end();
    }
}
