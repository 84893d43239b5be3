package io.execparity.dashboard.server;

import io.execparity.dashboard.evidence.ParityViews;
import io.execparity.dashboard.evidence.ProcessTrees;
import io.execparity.dashboard.store.Cursor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;

/** What stands behind a finding. */
final class EvidenceRoutes {
    private final ParityViews parity;
    private final ProcessTrees processes;

    EvidenceRoutes(ParityViews parity, ProcessTrees processes) {
        this.parity = parity;
        this.processes = processes;
    }

    void addTo(RoutesConfig routes) {
        routes.get(
                "/api/v1/files/{id}/parity",
                context -> context.json(parity.of(context.pathParam("id"))
                        .orElseThrow(() -> new NotFoundResponse("nothing on record of this file"))));
        routes.get(
                "/api/v1/processes/{id}",
                context -> context.json(processes
                        .of(context.pathParam("id"))
                        .orElseThrow(() -> new NotFoundResponse("nothing on record of this process"))));
        routes.get("/api/v1/processes/{id}/children", this::children);
    }

    private void children(Context context) {
        String after = context.queryParam("after");
        Optional<Cursor> cursor = after == null ? Optional.empty() : Cursor.of(after);
        if (after != null && cursor.isEmpty()) {
            throw new BadQuestionException("after is no place in a list");
        }
        context.json(processes.children(context.pathParam("id"), cursor));
    }
}
