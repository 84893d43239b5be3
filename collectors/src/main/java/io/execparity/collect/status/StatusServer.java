package io.execparity.collect.status;

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
    private static final int THREADS = 2;
    /** For a request or an answer; the JDK knows no end unless told so before it makes the first server. */
    private static final String MOST_SECONDS = "3";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
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
    public static StatusServer start(InetSocketAddress address, Supplier<? extends Status> status) throws IOException {
        // Whoever connects and says nothing must not keep others from an answer.
        System.setProperty("sun.net.httpserver.maxReqTime", MOST_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", MOST_SECONDS);
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
            Status now = status.get();
            boolean healthy = now.isHealthy();
            answer(
                    exchange,
                    "/health",
                    healthy ? 200 : 503,
                    "text/plain; charset=utf-8",
                    healthy ? "ok\n" : now.illness() + "\n");
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
