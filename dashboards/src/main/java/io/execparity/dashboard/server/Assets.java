package io.execparity.dashboard.server;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.finding.Guidance;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Pages, scripts and styles: our own beside this class, others' from their WebJars. Nothing comes from elsewhere. They
 * are the same for everybody and hold no result, so that everybody gets them.
 */
final class Assets {
    /** The addresses of pages; all of them are one document, which draws the page that its address names. */
    private static final List<String> PAGES = List.of(
            "/",
            "/findings",
            "/findings/{id}",
            "/files/{id}",
            "/executions",
            "/executions/{id}",
            "/checks",
            "/checks/{id}",
            "/hosts",
            "/hosts/{host}",
            "/posture",
            "/posture/readiness",
            "/integrity",
            "/integrity/{host}/{boot}",
            "/coverage",
            "/suppressions",
            "/activity");

    private static final Map<String, String> LIBRARIES = Map.of(
            "lit-html.js", "/META-INF/resources/webjars/lit-html/3.3.2/lit-html.js",
            "directive.js", "/META-INF/resources/webjars/lit-html/3.3.2/directive.js",
            "directive-helpers.js", "/META-INF/resources/webjars/lit-html/3.3.2/directive-helpers.js",
            "directives/repeat.js", "/META-INF/resources/webjars/lit-html/3.3.2/directives/repeat.js");

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}(/[a-z0-9-]{1,40})?\\.(js|css|svg)");
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

    /** Whether a route is of a document or a script, and so no part of the API. */
    static boolean has(String route) {
        return PAGES.contains(route) || route.startsWith("/vendor/") || route.startsWith("/assets/");
    }

    void addTo(RoutesConfig routes) {
        for (String page : PAGES) {
            routes.get(page, context -> send(context, "pages/index.html", "text/html"), Needs.NOBODY);
        }
        routes.get("/assets/guidance.js", Assets::guidance, Needs.NOBODY);
        routes.get("/vendor/<name>", Assets::library, Needs.NOBODY);
        routes.get("/assets/<name>", Assets::own, Needs.NOBODY);
        routes.get(
                "/api/v1/openapi.json", context -> send(context, "openapi.json", "application/vnd.oai.openapi+json"));
    }

    private static void library(Context context) throws IOException {
        String resource = LIBRARIES.get(context.pathParam("name"));
        if (resource == null) {
            throw new NotFoundResponse("no such library");
        }
        send(context, resource, "text/javascript");
    }

    /** Fixed words that others tell too, so that they are data and no script of ours. */
    private static void guidance(Context context) {
        context.contentType("text/javascript; charset=utf-8");
        context.result("export const RULES = " + Guidance.json().strip() + ";\n"
                + "export const NOTHING = { why: '', other: [], next: [] };\n");
    }

    private static void own(Context context) throws IOException {
        String name = context.pathParam("name");
        if (!NAME.matcher(name).matches()) {
            throw new NotFoundResponse("no such file");
        }
        String ending = name.substring(name.lastIndexOf('.') + 1);
        send(context, "pages/" + name, requireNonNull(TYPES.get(ending)));
    }

    private static void send(Context context, String resource, String type) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new NotFoundResponse("no such file");
            }
            context.contentType(type + "; charset=utf-8");
            context.result(in.readAllBytes());
        }
    }
}
