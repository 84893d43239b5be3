package io.execparity.alert.config;

import io.execparity.alert.route.MailReceiver;
import io.execparity.alert.route.MailReceiver.Protection;
import io.execparity.alert.route.Receiver;
import io.execparity.alert.route.SyslogReceiver;
import io.execparity.alert.route.SyslogReceiver.Form;
import io.execparity.alert.route.SyslogReceiver.Transport;
import io.execparity.alert.text.Language;
import io.execparity.alert.text.NoticeText;
import io.execparity.alert.text.Template;
import io.execparity.collect.config.Secrets;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Reads routes to servers of syslog and mail. */
final class ServerNodes {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,253}");
    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7E]{1,64}@[A-Za-z0-9.-]{1,253}");
    /** Security and authorization messages, RFC 5424, 6.2.1. */
    private static final int FACILITY = 10;

    private final Secrets secrets;
    private final NoticeText texts;
    private final String name;

    ServerNodes(Secrets secrets, NoticeText texts, String name) {
        this.secrets = secrets;
        this.texts = texts;
        this.name = name;
    }

    Supplier<Receiver> syslog(CatalogueNode node) throws InvalidCatalogueException {
        RouteNodes.allow(node, "host", "port", "transport", "form", "facility");
        Transport transport =
                node.find("transport").isPresent() ? node.require("transport").word(Transport.class) : Transport.UDP;
        Form form = node.find("form").isPresent() ? node.require("form").word(Form.class) : Form.CEF;
        int usual = transport == Transport.TLS ? 6514 : 514;
        SyslogReceiver.Target target = new SyslogReceiver.Target(
                host(node),
                (int) Nodes.number(node, "port", usual, 1, 65_535),
                transport,
                form,
                (int) Nodes.number(node, "facility", FACILITY, 0, 23),
                name);
        Optional<SSLContext> context = transport == Transport.TLS ? trusted(node) : Optional.empty();
        Duration timeout = RouteNodes.timeout(node);
        return () -> new SyslogReceiver(target, texts, context, timeout);
    }

    private static Optional<SSLContext> trusted(CatalogueNode node) throws InvalidCatalogueException {
        Optional<SSLContext> own = RouteNodes.authorities(node);
        if (own.isPresent()) {
            return own;
        }
        try {
            return Optional.of(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw node.wrong("this JVM has no authorities of its own: name some as 'authorities'");
        }
    }

    Supplier<Receiver> mail(CatalogueNode node) throws InvalidCatalogueException {
        RouteNodes.allow(
                node, "host", "port", "protection", "user", "password", "from", "to", "subject-template", "template");
        Protection protection = node.find("protection").isPresent()
                ? node.require("protection").word(Protection.class)
                : Protection.STARTTLS;
        String host = host(node);
        String user = node.textOf("user");
        String password = RouteNodes.secret(secrets, node, "password");
        if (user.isEmpty() != password.isEmpty()) {
            throw node.wrong("'user' and 'password' belong together");
        }
        if (protection == Protection.NONE && !Nodes.isLoopback(host)) {
            throw node.require("protection").wrong("'none' is for a mail server on this machine");
        }
        List<String> to = node.require("to").texts();
        for (CatalogueNode item : node.require("to").items()) {
            address(item);
        }
        if (to.isEmpty()) {
            throw node.require("to").wrong("an address is needed here");
        }
        MailReceiver.Server server = new MailReceiver.Server(
                host,
                (int) Nodes.number(node, "port", port(protection), 1, 65_535),
                protection,
                user,
                password,
                address(node.require("from")),
                to,
                RouteNodes.timeout(node));
        Template subject = RouteNodes.template(node, "subject-template", "subject.mustache", Language.PLAIN);
        Template body = RouteNodes.template(node, "template", "body.mustache", Language.PLAIN);
        Optional<SSLContext> context = RouteNodes.authorities(node);
        return () -> new MailReceiver(server, texts, subject, body, context);
    }

    private static int port(Protection protection) {
        return switch (protection) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    private static String host(CatalogueNode node) throws InvalidCatalogueException {
        CatalogueNode host = node.require("host");
        if (!HOST.matcher(host.text()).matches()) {
            throw host.wrong("'" + host.text() + "' is no name or address of a host");
        }
        return host.text();
    }

    private static String address(CatalogueNode node) throws InvalidCatalogueException {
        try {
            if (ADDRESS.matcher(node.text()).matches()) {
                new InternetAddress(node.text(), true).validate();
                return node.text();
            }
        } catch (AddressException e) {
            // said below
        }
        throw node.wrong("'" + node.text() + "' is no address like somebody@example.org");
    }
}
