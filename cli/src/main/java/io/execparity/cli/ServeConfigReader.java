package io.execparity.cli;

import io.execparity.collect.config.Secrets;
import io.execparity.dashboard.access.AccessSettings;
import io.execparity.dashboard.access.OpenIdSettings;
import io.execparity.dashboard.server.BoardSettings;
import io.execparity.dashboard.server.Listening;
import io.execparity.dashboard.server.TlsFiles;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.stream.live.ElasticKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads serve's file. A key that nobody knows, a value that makes no sense: each is refused with its line. */
final class ServeConfigReader {
    private static final List<String> PLACES = List.of("results", "topics", "elasticsearch");
    private static final int LONGEST_SESSION = 7 * 24 * 60;

    private final Map<String, String> environment;

    /** @param environment where {@code ${env:NAME}} is looked up */
    ServeConfigReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * What the file says.
     *
     * @throws InvalidCatalogueException with the place in the file, for anything it should not say
     */
    ServeConfig read(Path file) throws IOException {
        CatalogueNode root = CatalogueReader.read(file);
        root.allowOnly(List.of(
                "results",
                "topics",
                "elasticsearch",
                "triage",
                "audit",
                "listen",
                "url",
                "tls",
                "tokens",
                "openid",
                "session-minutes"));
        checkPlace(root);
        BoardSettings board;
        try {
            board = new BoardSettings(
                    new Listening(
                            root.find("listen").isPresent()
                                    ? address(root.require("listen"))
                                    : Listening.onLoopback(ServeCommand.USUAL_PORT)
                                            .address(),
                            root.find("tls").isPresent() ? Optional.of(tls(root.require("tls"))) : Optional.empty(),
                            root.find("url").isPresent() ? Optional.of(url(root.require("url"))) : Optional.empty()),
                    access(root));
        } catch (IllegalArgumentException e) {
            throw root.wrong(String.valueOf(e.getMessage()));
        }
        Secrets secrets = new Secrets(environment);
        return new ServeConfig(
                root.find("results").isPresent() ? path(root.require("results")) : null,
                root.find("topics").isPresent() ? path(root.require("topics")) : null,
                root.find("elasticsearch").isPresent()
                        ? new ElasticKeys(secrets)
                                .read(root.require("elasticsearch"))
                                .forPages()
                        : null,
                root.find("triage").isPresent() ? path(root.require("triage")) : Path.of(ServeCommand.USUAL_TRIAGE),
                root.textsOf("audit"),
                board);
    }

    private static void checkPlace(CatalogueNode root) throws InvalidCatalogueException {
        int places = 0;
        for (String place : PLACES) {
            places += root.find(place).isPresent() ? 1 : 0;
        }
        if (places != 1) {
            throw root.wrong("one of 'results', 'topics' and 'elasticsearch' is needed");
        }
    }

    private static InetSocketAddress address(CatalogueNode node) throws InvalidCatalogueException {
        try {
            return ListenOptions.address(node.text());
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static URI url(CatalogueNode node) throws InvalidCatalogueException {
        URI url = uri(node);
        boolean whole = ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                && url.getHost() != null
                && url.getUserInfo() == null
                && Set.of("", "/").contains(url.getRawPath())
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
        if (!whole) {
            throw node.wrong("'" + node.text() + "' is nothing like https://board.example");
        }
        return url;
    }

    private static URI uri(CatalogueNode node) throws InvalidCatalogueException {
        try {
            return URI.create(node.text());
        } catch (IllegalArgumentException e) {
            throw node.wrong("'" + node.text() + "' is no address");
        }
    }

    private static TlsFiles tls(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(List.of("certificate", "key"));
        return new TlsFiles(path(node.require("certificate")), path(node.require("key")));
    }

    private AccessSettings access(CatalogueNode root) throws InvalidCatalogueException {
        Duration session = AccessSettings.USUAL_SESSION;
        if (root.find("session-minutes").isPresent()) {
            int minutes = root.require("session-minutes").number();
            if (minutes < 1 || minutes > LONGEST_SESSION) {
                throw root.require("session-minutes").wrong(minutes + " is not within 1 to " + LONGEST_SESSION);
            }
            session = Duration.ofMinutes(minutes);
        }
        return new AccessSettings(
                root.find("tokens").isPresent() ? Optional.of(path(root.require("tokens"))) : Optional.empty(),
                root.find("openid").isPresent() ? Optional.of(openId(root.require("openid"))) : Optional.empty(),
                session);
    }

    private OpenIdSettings openId(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(List.of(
                "issuer",
                "client-id",
                "client-secret",
                "scopes",
                "name-claim",
                "role-claim",
                "analyst",
                "viewer",
                "authorities"));
        CatalogueNode issuer = node.require("issuer");
        if (!OpenIdSettings.isSafe(uri(issuer))) {
            throw issuer.wrong("'" + issuer.text() + "' is neither https nor on this machine");
        }
        String secret = "";
        if (node.find("client-secret").isPresent()) {
            CatalogueNode told = node.require("client-secret");
            if (!Secrets.isReferred(told.text())) {
                throw told.wrong("a secret must not stand here; write ${file:/path} or ${env:NAME}");
            }
            secret = new Secrets(environment).resolve(told, false);
        }
        Set<String> analysts = Set.copyOf(node.textsOf("analyst"));
        Set<String> viewers = Set.copyOf(node.textsOf("viewer"));
        if (analysts.isEmpty() && viewers.isEmpty()) {
            throw node.wrong("'analyst' or 'viewer' has to list values of the role claim, or nobody is let in");
        }
        return new OpenIdSettings(
                uri(issuer),
                node.require("client-id").text(),
                secret,
                node.find("scopes").isPresent() ? node.textsOf("scopes") : List.of("profile"),
                node.find("name-claim").isPresent() ? node.require("name-claim").text() : "preferred_username",
                node.require("role-claim").text(),
                analysts,
                viewers,
                node.find("authorities").isPresent()
                        ? Optional.of(path(node.require("authorities")))
                        : Optional.empty());
    }

    private static Path path(CatalogueNode node) throws InvalidCatalogueException {
        try {
            return Path.of(node.text());
        } catch (InvalidPathException e) {
            throw node.wrong("'" + node.text() + "' is no path");
        }
    }
}
