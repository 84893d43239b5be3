package io.execparity.collect.agent.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code /metrics} and {@code /health} on an address of this machine's own. */
public final class StatusServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "status");
        thread.setDaemon(true);
        return thread;
    });

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Begins to serve.
     *
     * @throws IOException where the address cannot be used
     */
    public static StatusServer start(InetSocketAddress address, Supplier<AgentStatus> status) throws IOException {
        StatusServer started = new StatusServer(HttpServer.create(address, 16));
        started.server.createContext(
                "/metrics",
                exchange -> answer(
                        exchange,
                        "/metrics",
                        200,
                        "application/openmetrics-text; version=1.0.0; charset=utf-8",
                        status.get().openMetrics()));
        started.server.createContext("/health", exchange -> {
            boolean healthy = status.get().isHealthy();
            answer(
                    exchange,
                    "/health",
                    healthy ? 200 : 503,
                    "text/plain; charset=utf-8",
                    healthy ? "ok\n" : "losing\n");
        });
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    /** The port, which the system chose where 0 was asked for. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String path, int code, String type, String text)
            throws IOException {
        try (exchange) {
            boolean known = exchange.getRequestURI().getPath().equals(path);
            boolean get = exchange.getRequestMethod().equals("GET");
            byte[] body = (known && get ? text : "no\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", known && get ? type : "text/plain");
            exchange.sendResponseHeaders(known ? get ? code : 405 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
