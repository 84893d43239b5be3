package io.execparity.alert.config;

import io.execparity.alert.config.AlertConfig.Route;
import io.execparity.alert.engine.Pace;
import io.execparity.alert.route.AlertmanagerReceiver;
import io.execparity.alert.route.ChatReceiver;
import io.execparity.alert.route.HttpEndpoint;
import io.execparity.alert.route.PagerDutyReceiver;
import io.execparity.alert.route.Receiver;
import io.execparity.alert.route.WebhookReceiver;
import io.execparity.alert.text.Language;
import io.execparity.alert.text.NoticeText;
import io.execparity.alert.text.Template;
import io.execparity.collect.config.Authorities;
import io.execparity.collect.config.Secrets;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Reads routes: what all have in common, and what those have that are spoken to by HTTP. */
final class RouteNodes {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");
    private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

    private static final List<String> COMMON = List.of(
            "name",
            "type",
            "wait-seconds",
            "interval-seconds",
            "longest-interval-seconds",
            "quiet-seconds",
            "things",
            "things-seconds",
            "tell-over",
            "per-minute",
            "timeout-seconds",
            "authorities");

    private final Secrets secrets;
    private final NoticeText texts;
    private final String name;

    /** The kinds of receivers. */
    private enum Type {
        ALERTMANAGER,
        WEBHOOK,
        CHAT,
        PAGERDUTY,
        SYSLOG,
        MAIL
    }

    /** @param name what this process calls itself */
    RouteNodes(Secrets secrets, NoticeText texts, String name) {
        this.secrets = secrets;
        this.texts = texts;
        this.name = name;
    }

    List<Route> routes(CatalogueNode list) throws InvalidCatalogueException {
        Map<String, Route> routes = new LinkedHashMap<>();
        for (CatalogueNode node : list.items()) {
            CatalogueNode named = node.require("name");
            if (!NAME.matcher(named.text()).matches()) {
                throw named.wrong("a route's name has 1 to 40 small letters, digits and hyphens");
            }
            if (routes.containsKey(named.text())) {
                throw named.wrong("'" + named.text() + "' is there twice");
            }
            Type type = node.require("type").word(Type.class);
            long perMinute = Nodes.number(node, "per-minute", 600, 1, 60_000);
            routes.put(
                    named.text(),
                    new Route(
                            named.text(),
                            node.require("type").text(),
                            pace(node, type == Type.ALERTMANAGER || type == Type.PAGERDUTY || type == Type.WEBHOOK),
                            60_000 / perMinute,
                            receiver(node, type)));
        }
        if (routes.isEmpty()) {
            throw list.wrong("a route is needed here");
        }
        return List.copyOf(routes.values());
    }

    private static Pace pace(CatalogueNode node, boolean tellsOver) throws InvalidCatalogueException {
        Pace usual = Pace.usual(tellsOver);
        long interval = seconds(node, "interval-seconds", usual.intervalMillis(), 1);
        long longest = seconds(node, "longest-interval-seconds", Math.max(interval, usual.longestMillis()), 1);
        if (longest < interval) {
            throw node.require("longest-interval-seconds").wrong("this is below 'interval-seconds'");
        }
        return new Pace(
                seconds(node, "wait-seconds", usual.waitMillis(), 0),
                interval,
                longest,
                seconds(node, "quiet-seconds", usual.quietMillis(), 1),
                (int) Nodes.number(node, "things", usual.things(), 1, 1_000_000),
                seconds(node, "things-seconds", usual.thingsMillis(), 1),
                node.find("tell-over").isPresent() ? node.flagOf("tell-over") : usual.tellsOver());
    }

    private static long seconds(CatalogueNode node, String key, long usualMillis, long least)
            throws InvalidCatalogueException {
        return Nodes.number(node, key, usualMillis / 1_000, least, 604_800) * 1_000;
    }

    private Supplier<Receiver> receiver(CatalogueNode node, Type type) throws InvalidCatalogueException {
        return switch (type) {
            case ALERTMANAGER -> alertmanager(node);
            case WEBHOOK -> webhook(node);
            case CHAT -> chat(node);
            case PAGERDUTY -> pagerDuty(node);
            case SYSLOG -> new ServerNodes(secrets, texts, name).syslog(node);
            case MAIL -> new ServerNodes(secrets, texts, name).mail(node);
        };
    }

    /** Refuses what a route of this kind does not know. */
    static void allow(CatalogueNode node, String... own) throws InvalidCatalogueException {
        List<String> allowed = new ArrayList<>(COMMON);
        allowed.addAll(List.of(own));
        node.allowOnly(allowed);
    }

    private Supplier<Receiver> alertmanager(CatalogueNode node) throws InvalidCatalogueException {
        allow(node, "url", "labels", "template", "bearer");
        String bearer = secret(node, "bearer");
        URI base = Nodes.address(node.require("url"), node.require("url").text(), !bearer.isEmpty());
        Map<String, String> labels = new LinkedHashMap<>();
        if (node.find("labels").isPresent()) {
            CatalogueNode given = node.require("labels");
            for (String key : given.keys()) {
                if (!LABEL.matcher(key).matches()) {
                    throw given.require(key).wrong("'" + key + "' is no name of a label");
                }
                labels.put(key, given.require(key).text());
            }
        }
        Map<String, String> headers = bearer.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + bearer);
        Template template = template(node, "template", "body.mustache", Language.PLAIN);
        String path = base.toString().replaceAll("/+$", "") + "/api/v2/alerts";
        Supplier<HttpEndpoint> endpoint = endpoint(node, URI.create(path));
        return () -> new AlertmanagerReceiver(endpoint.get(), texts, template, labels, headers);
    }

    private Supplier<Receiver> webhook(CatalogueNode node) throws InvalidCatalogueException {
        allow(node, "url", "secret", "bearer");
        String secret = secret(node, "secret");
        String bearer = secret(node, "bearer");
        CatalogueNode url = node.require("url");
        boolean secretUrl = Secrets.isReferred(url.text());
        URI address = Nodes.address(url, secrets.resolve(url, false), secretUrl || !bearer.isEmpty());
        Supplier<HttpEndpoint> endpoint = endpoint(node, address);
        return () -> new WebhookReceiver(endpoint.get(), texts, secret, bearer, Clock.systemUTC());
    }

    /** Whoever knows such an address may write there, so that it is a secret itself. */
    private Supplier<Receiver> chat(CatalogueNode node) throws InvalidCatalogueException {
        allow(node, "url", "template");
        CatalogueNode url = node.require("url");
        URI address = Nodes.address(url, secret(node, "url"), true);
        Template template = template(node, "template", "chat.mustache", Language.CHAT);
        Supplier<HttpEndpoint> endpoint = endpoint(node, address);
        return () -> new ChatReceiver(endpoint.get(), texts, template);
    }

    private Supplier<Receiver> pagerDuty(CatalogueNode node) throws InvalidCatalogueException {
        allow(node, "url", "key");
        node.require("key");
        String key = secret(node, "key");
        URI address = node.find("url").isPresent()
                ? Nodes.address(node.require("url"), node.require("url").text(), true)
                : URI.create(PAGERDUTY);
        Supplier<HttpEndpoint> endpoint = endpoint(node, address);
        return () -> new PagerDutyReceiver(endpoint.get(), texts, key);
    }

    private static Supplier<HttpEndpoint> endpoint(CatalogueNode node, URI address) throws InvalidCatalogueException {
        Optional<SSLContext> context = authorities(node);
        Duration timeout = timeout(node);
        return () -> new HttpEndpoint(address, context, timeout);
    }

    static Duration timeout(CatalogueNode node) throws InvalidCatalogueException {
        return Duration.ofSeconds(Nodes.number(node, "timeout-seconds", 10, 1, 300));
    }

    /** Whom to believe; empty for the JDK's own list. */
    static Optional<SSLContext> authorities(CatalogueNode node) throws InvalidCatalogueException {
        if (node.find("authorities").isEmpty()) {
            return Optional.empty();
        }
        CatalogueNode file = node.require("authorities");
        try {
            return Optional.of(Authorities.context(file.text(), Nodes.content(file)));
        } catch (IllegalArgumentException e) {
            throw file.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** A secret, empty where the key is absent. It must stand elsewhere, and may not have what ends a header. */
    private String secret(CatalogueNode node, String key) throws InvalidCatalogueException {
        return secret(secrets, node, key);
    }

    static String secret(Secrets secrets, CatalogueNode node, String key) throws InvalidCatalogueException {
        if (node.find(key).isEmpty()) {
            return "";
        }
        CatalogueNode value = node.require(key);
        if (!Secrets.isReferred(value.text())) {
            throw value.wrong("a secret must not stand here; write ${file:/path} or ${env:NAME}");
        }
        String secret = secrets.resolve(value, false);
        if (secret.isEmpty() || secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw value.wrong("the secret is empty, or has other characters than printable ASCII");
        }
        return secret;
    }

    /** A template of the site's, or the one that ships. */
    static Template template(CatalogueNode node, String key, String bundled, Language language)
            throws InvalidCatalogueException {
        if (node.find(key).isEmpty()) {
            return Template.bundled(bundled, language);
        }
        CatalogueNode file = node.require(key);
        try {
            return Template.of(new String(Nodes.content(file), StandardCharsets.UTF_8), language);
        } catch (IllegalArgumentException e) {
            throw file.wrong(file.text() + ": " + e.getMessage());
        }
    }
}
