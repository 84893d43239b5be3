package io.execparity.dashboard.server;

import io.execparity.dashboard.integrity.BootReports;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.Map;

/** What was verified of the measurement list of each boot. */
final class IntegrityRoutes {
    private final BootReports reports;

    IntegrityRoutes(BootReports reports) {
        this.reports = reports;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/integrity", context -> context.json(Map.of("reports", reports.all())));
        routes.get("/api/v1/integrity/{host}/{boot}", this::one);
    }

    private void one(Context context) throws IOException {
        byte[] report = reports.of(context.pathParam("host"), context.pathParam("boot"))
                .orElseThrow(() -> new NotFoundResponse("nobody verified the list of this boot"));
        context.contentType("application/json");
        context.result(report);
    }
}
