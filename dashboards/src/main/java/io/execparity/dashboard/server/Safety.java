package io.execparity.dashboard.server;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What keeps other sites out. Every answer carries the headers; a request is refused where it comes under a name that
 * is not this server's, which is how a site would reach a loopback port by DNS, and a writing one where it was not made
 * by a page of this server.
 */
final class Safety {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
            + " trusted-types lit-html";

    /** Pages send it with what they write; another site's page cannot, without being asked first. */
    static final String WRITE_HEADER = "X-ExecParity-Write";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private Safety() {}

    /** Puts the headers on; for every answer, those to bad requests included. */
    static void addHeaders(Context context) {
        HEADERS.forEach(context::header);
    }

    /** Lets only requests pass that this server's own pages, or programs on this machine, make. */
    static void check(Context context) {
        String host = context.header("Host");
        if (host == null || !LOOPBACK.contains(name(host))) {
            throw new ForbiddenResponse("this server answers to localhost only");
        }
        if (READING.contains(context.method().name())) {
            return;
        }
        String origin = context.header("Origin");
        String site = context.header("Sec-Fetch-Site");
        boolean foreign = origin != null && !origin.equals("http://" + host)
                || site != null && !site.equals("same-origin")
                || context.header(WRITE_HEADER) == null;
        if (foreign) {
            throw new ForbiddenResponse("only pages of this server may write, with the header " + WRITE_HEADER);
        }
    }

    /** Without the port. */
    private static String name(String host) {
        int port = host.lastIndexOf(':');
        String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return name.toLowerCase(Locale.ROOT);
    }
}
