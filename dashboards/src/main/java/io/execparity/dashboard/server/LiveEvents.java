package io.execparity.dashboard.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Tells open pages that something changed. What changed they ask themselves, by their own filter. */
final class LiveEvents {
    private static final int MOST_CLIENTS = 256;

    private final Queue<SseClient> clients = new ConcurrentLinkedQueue<>();
    private final Predicate<Context> allowed;

    /** @param allowed whether a request that was let in would be still */
    LiveEvents(Predicate<Context> allowed) {
        this.allowed = allowed;
    }

    void addTo(RoutesConfig routes) {
        routes.sse("/api/v1/live", this::join);
    }

    private void join(SseClient client) {
        if (clients.size() >= MOST_CLIENTS) {
            client.close();
            return;
        }
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.add(client);
        client.sendEvent("hello", "");
    }

    /**
     * Tells every page.
     *
     * @param what {@code results} or {@code triage}
     */
    void changed(String what) {
        clients.removeIf(SseClient::terminated);
        clients.stream().filter(client -> !allowed.test(client.ctx())).forEach(SseClient::close);
        clients.removeIf(SseClient::terminated);
        clients.forEach(client -> client.sendEvent("changed", what));
    }

    int size() {
        return clients.size();
    }

    void close() {
        clients.forEach(SseClient::close);
        clients.clear();
    }
}
