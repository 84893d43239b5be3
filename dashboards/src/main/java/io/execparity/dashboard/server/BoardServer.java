package io.execparity.dashboard.server;

import io.execparity.dashboard.evidence.EvidenceEvents;
import io.execparity.dashboard.evidence.ParityViews;
import io.execparity.dashboard.evidence.ProcessTrees;
import io.execparity.dashboard.store.EvidenceStore;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.StoreException;
import io.execparity.dashboard.triage.Triage;
import io.execparity.dashboard.triage.TriageConflictException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The dashboard on a port of the loopback address. */
public final class BoardServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_THREADS = 32;
    private static final long LARGEST_REQUEST = 256 * 1024;

    private final LiveEvents live = new LiveEvents();
    private final MetricsRoute metrics;
    private final Javalin server;

    private BoardServer(ResultStore store, EvidenceStore evidence, Triage triage, Clock clock) {
        metrics = new MetricsRoute(store, live);
        server = Javalin.create(config -> {
            configure(config);
            RoutesConfig routes = config.routes;
            routes.before(this::admit);
            new Assets().addTo(routes);
            new OverviewRoutes(store, evidence, clock).addTo(routes);
            new ResultRoutes(store, new EvidenceEvents(evidence), clock).addTo(routes);
            new EvidenceRoutes(new ParityViews(store), new ProcessTrees(store)).addTo(routes);
            new ReadinessRoutes(store, clock).addTo(routes);
            new TriageRoutes(store, triage, clock, live).addTo(routes);
            live.addTo(routes);
            metrics.addTo(routes);
            answerFailures(routes);
        });
    }

    /**
     * Starts to answer.
     *
     * @param port 0 for one that is free
     * @throws IOException where the port is taken
     */
    public static BoardServer start(ResultStore store, EvidenceStore evidence, Triage triage, Clock clock, int port)
            throws IOException {
        BoardServer board = new BoardServer(store, evidence, triage, clock);
        try {
            board.server.start(LOOPBACK, port);
        } catch (JavalinBindException e) {
            throw new IOException("port " + port + " is taken by another program", e);
        }
        return board;
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_REQUEST;
        config.http.asyncTimeout = 0;
        config.http.strictContentTypes = true;
        config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 4);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jsonMapper(new JavalinJackson());
    }

    private void admit(Context context) {
        metrics.request();
        Safety.addHeaders(context);
        Safety.check(context);
    }

    private void answerFailures(RoutesConfig routes) {
        routes.exception(BadQuestionException.class, (e, context) -> answer(context, HttpStatus.BAD_REQUEST, said(e)));
        routes.exception(TriageConflictException.class, (e, context) -> answer(context, HttpStatus.CONFLICT, said(e)));
        routes.exception(StoreException.class, (e, context) -> {
            metrics.failure();
            answer(context, HttpStatus.SERVICE_UNAVAILABLE, "the store does not answer");
        });
        routes.exception(HttpResponseException.class, (e, context) -> {
            context.status(e.getStatus());
            answer(context, context.status(), said(e));
        });
        routes.exception(Exception.class, (e, context) -> {
            metrics.failure();
            answer(
                    context,
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "internal failure: " + e.getClass().getSimpleName());
        });
        routes.error(404, context -> {
            Safety.addHeaders(context);
            if (context.result() == null || context.result().isEmpty() || "Not Found".equals(context.result())) {
                answer(context, HttpStatus.NOT_FOUND, "there is nothing at this address");
            }
        });
    }

    private static String said(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void answer(Context context, HttpStatus status, String message) {
        Safety.addHeaders(context);
        context.status(status);
        context.json(Map.of("error", message, "request", UUID.randomUUID().toString()));
    }

    public int port() {
        return server.port();
    }

    /** Tells open pages that there are other results now. */
    public void resultsChanged() {
        live.changed("results");
    }

    /** Counts results that could not be read: what is shown is older than what there is. */
    public void resultsFailed(Exception e) {
        metrics.failure();
        live.changed("stale: " + said(e));
    }

    @Override
    public void close() {
        live.close();
        server.stop();
    }
}
