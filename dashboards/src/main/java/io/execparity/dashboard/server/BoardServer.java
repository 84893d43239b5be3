package io.execparity.dashboard.server;

import io.execparity.dashboard.access.Access;
import io.execparity.dashboard.evidence.EvidenceEvents;
import io.execparity.dashboard.evidence.ParityViews;
import io.execparity.dashboard.evidence.ProcessTrees;
import io.execparity.dashboard.heartbeat.Heartbeats;
import io.execparity.dashboard.integrity.BootReports;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The dashboard on a port. */
final class BoardServer implements AutoCloseable {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final int MOST_THREADS = 32;
    private static final long LARGEST_REQUEST = 256 * 1024;

    private final LiveEvents live;
    private final MetricsRoute metrics;
    private final Safety safety;
    private final Gate gate;
    private final Connector connector;
    private final Javalin server;

    private BoardServer(
            ResultStore store,
            EvidenceStore evidence,
            Triage triage,
            BootReports reports,
            Heartbeats beats,
            Clock clock,
            Access access,
            Listening listening)
            throws IOException {
        connector = new Connector(listening);
        safety = new Safety(listening);
        gate = new Gate(access, listening.isSecure());
        live = new LiveEvents(gate::lasts);
        metrics = new MetricsRoute(store, live);
        server = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector(connector::make);
            config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new UnreadRequests(safety)));
            RoutesConfig routes = config.routes;
            routes.before(this::receive);
            routes.beforeMatched(gate::admit);
            new Assets().addTo(routes);
            new SessionRoutes(access, gate, safety).addTo(routes);
            Fleet fleet = new Fleet(store, clock);
            new OverviewRoutes(store, evidence, fleet, clock).addTo(routes);
            new HostRoutes(store, fleet, reports, beats, clock).addTo(routes);
            new IntegrityRoutes(reports).addTo(routes);
            new ResultRoutes(store, new EvidenceEvents(evidence), clock).addTo(routes);
            new EvidenceRoutes(new ParityViews(store), new ProcessTrees(store)).addTo(routes);
            new ReadinessRoutes(store, beats, clock).addTo(routes);
            new TriageRoutes(store, triage, clock, live).addTo(routes);
            live.addTo(routes);
            metrics.addTo(routes);
            answerFailures(routes);
        });
    }

    /**
     * Starts to answer.
     *
     * @throws IOException where the address is taken or is not this machine's, or a certificate cannot be used
     */
    static BoardServer start(
            ResultStore store,
            EvidenceStore evidence,
            Triage triage,
            BootReports reports,
            Heartbeats beats,
            Clock clock,
            Access access,
            Listening listening)
            throws IOException {
        BoardServer board = new BoardServer(store, evidence, triage, reports, beats, clock, access, listening);
        try {
            board.server.start();
        } catch (JavalinBindException e) {
            int port = listening.address().getPort();
            throw new IOException(
                    "port " + port + " is taken by another program, or the address is not this machine's", e);
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

    private void receive(Context context) {
        metrics.request();
        safety.addHeaders(context);
        safety.check(context);
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
            safety.addHeaders(context);
            if (context.result() == null || context.result().isEmpty() || "Not Found".equals(context.result())) {
                answer(context, HttpStatus.NOT_FOUND, "there is nothing at this address");
            }
        });
    }

    private static String said(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void answer(Context context, HttpStatus status, String message) {
        safety.addHeaders(context);
        context.status(status);
        context.json(Map.of("error", message, "request", UUID.randomUUID().toString()));
    }

    /** Every address that answers, as {@code GET /api/v1/findings/{id}}; those of documents and scripts are left out. */
    Set<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> METHODS.contains(endpoint.method.name()) && !Assets.has(endpoint.path))
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
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

    /**
     * Takes the certificate and its key as they are now.
     *
     * @throws IOException where they cannot be used; those before then stay
     */
    void reloadCertificate() throws IOException {
        connector.reload();
    }

    @Override
    public void close() {
        live.close();
        server.stop();
    }
}
