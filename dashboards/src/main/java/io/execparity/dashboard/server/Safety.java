package io.execparity.dashboard.server;

import static java.util.Objects.requireNonNull;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

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
    private static final String ONLY_TLS = "max-age=31536000";

    private final Listening listening;

    Safety(Listening listening) {
        this.listening = listening;
    }

    /** Puts the headers on; for every answer, those to bad requests included. */
    void addHeaders(Context context) {
        addHeaders((name, value) -> context.header(name, value));
    }

    /** Puts the headers on an answer that no route gives. */
    void addHeaders(BiConsumer<String, String> answer) {
        HEADERS.forEach(answer);
        if (listening.tls().isPresent()) {
            answer.accept("Strict-Transport-Security", ONLY_TLS);
        }
    }

    /** Lets only requests pass that this server's own pages make, or programs. */
    void check(Context context) {
        String host = context.header("Host");
        if (host == null || !answersTo(host)) {
            throw new ForbiddenResponse("this server answers to its own name only");
        }
        if (READING.contains(context.method().name())) {
            return;
        }
        String origin = context.header("Origin");
        String site = context.header("Sec-Fetch-Site");
        boolean foreign = origin != null && !origin.equals(origin(host))
                || site != null && !site.equals("same-origin")
                || context.header(WRITE_HEADER) == null;
        if (foreign) {
            throw new ForbiddenResponse("only pages of this server may write, with the header " + WRITE_HEADER);
        }
    }

    /** Where TLS is, a request for another name than the certificate's does not come so far. */
    private boolean answersTo(String host) {
        return listening.tls().isPresent()
                || LOOPBACK.contains(name(host))
                || listening
                        .url()
                        .filter(url -> host.equalsIgnoreCase(url.getAuthority()))
                        .isPresent();
    }

    /** As browsers name this server, under the name that a request was made to. */
    private String origin(String host) {
        Optional<URI> url = listening.url();
        if (url.isPresent() && host.equalsIgnoreCase(url.get().getAuthority())) {
            return url.get().getScheme() + "://" + host;
        }
        return (listening.tls().isPresent() ? "https://" : "http://") + host;
    }

    /** The whole address of a path of this server, as the browser sees it that asks. */
    URI address(Context context, String path) {
        return URI.create(origin(requireNonNull(context.header("Host"))) + path);
    }

    /** Without the port. */
    private static String name(String host) {
        int port = host.lastIndexOf(':');
        String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return name.toLowerCase(Locale.ROOT);
    }
}
