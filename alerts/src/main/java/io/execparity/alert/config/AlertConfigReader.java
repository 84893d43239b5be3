package io.execparity.alert.config;

import io.execparity.alert.config.AlertConfig.Folder;
import io.execparity.alert.config.AlertConfig.Input;
import io.execparity.alert.config.AlertConfig.Route;
import io.execparity.alert.config.AlertConfig.Topic;
import io.execparity.alert.text.NoticeText;
import io.execparity.collect.config.KafkaProperties;
import io.execparity.collect.config.Secrets;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.stream.probe.AnnouncementKey;
import io.execparity.stream.probe.AnnouncementTopic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the alerting process's file. A key that nobody knows, a value that makes no sense: each is refused with its line. */
public final class AlertConfigReader {
    private static final String TOPIC = "execparity.findings";
    private static final int METRICS_PORT = 9_471;

    private final Secrets secrets;
    private final Map<String, String> environment;
    private final String hostName;

    /**
     * @param environment where {@code ${env:NAME}} is looked up
     * @param hostName this machine's name, for a file that gives none
     */
    public AlertConfigReader(Map<String, String> environment, String hostName) {
        this.environment = Map.copyOf(environment);
        this.secrets = new Secrets(this.environment);
        this.hostName = hostName;
    }

    /**
     * What the file says, the files that it names included.
     *
     * @throws InvalidCatalogueException with the place in the file, for anything it should not say
     */
    public AlertConfig read(Path file) throws IOException {
        CatalogueNode root = CatalogueReader.read(file);
        root.allowOnly(List.of(
                "name",
                "kafka",
                "results",
                "state",
                "dashboard",
                "host-groups",
                "alert",
                "maintenance",
                "suppressions",
                "probe",
                "routes",
                "metrics"));
        String name = root.find("name").isPresent() ? Nodes.name(root.require("name")) : ownName(root);
        List<Route> routes =
                new RouteNodes(secrets, new NoticeText(dashboard(root)), name).routes(root.require("routes"));
        ChoiceNodes choices =
                new ChoiceNodes(root, routes.stream().map(Route::name).collect(Collectors.toSet()));
        Input input = input(root);
        return new AlertConfig(
                name,
                input,
                Nodes.folder(root.require("state")),
                choices.choices(root),
                choices.maintenances(root),
                suppressions(root, input),
                probeKey(root),
                routes,
                metrics(root));
    }

    private String ownName(CatalogueNode root) throws InvalidCatalogueException {
        if (!hostName.matches("[A-Za-z0-9._-]{1,200}")) {
            throw root.wrong("this machine's own name cannot be used; give one as 'name'");
        }
        return hostName;
    }

    private static String dashboard(CatalogueNode root) throws InvalidCatalogueException {
        if (root.find("dashboard").isEmpty()) {
            return "";
        }
        CatalogueNode node = root.require("dashboard");
        String address = Nodes.address(node, node.text(), false).toString();
        if (!address.matches("[A-Za-z0-9:/._~%-]+")) {
            throw node.wrong("an address without a question is needed here");
        }
        return address.replaceAll("/+$", "");
    }

    private Input input(CatalogueNode root) throws InvalidCatalogueException {
        boolean folder = root.find("results").isPresent();
        if (folder == root.find("kafka").isPresent()) {
            throw root.wrong("either 'kafka' or 'results' is needed here");
        }
        CatalogueNode node = root.require(folder ? "results" : "kafka");
        if (folder) {
            node.allowOnly(List.of("folder", "begin"));
            if (root.find("probe").isPresent()) {
                throw root.require("probe").wrong("runs of the probe are announced by way of 'kafka' alone");
            }
            return new Folder(Nodes.folder(node.require("folder")), fromEnd(node));
        }
        node.allowOnly(List.of("bootstrap", "properties", "topic", "begin"));
        return new Topic(
                KafkaProperties.ofJob(new Secrets(environment)).read(node),
                node.find("topic").isPresent() ? Nodes.name(node.require("topic")) : TOPIC,
                announcements(root),
                fromEnd(node));
    }

    private static String announcements(CatalogueNode root) throws InvalidCatalogueException {
        if (root.find("probe").isEmpty()) {
            return "";
        }
        CatalogueNode node = root.require("probe");
        node.allowOnly(List.of("key", "topic"));
        return node.find("topic").isPresent() ? Nodes.name(node.require("topic")) : AnnouncementTopic.USUAL;
    }

    private String probeKey(CatalogueNode root) throws InvalidCatalogueException {
        if (root.find("probe").isEmpty()) {
            return "";
        }
        CatalogueNode key = root.require("probe").require("key");
        String secret = RouteNodes.secret(secrets, root.require("probe"), "key");
        if (secret.length() < AnnouncementKey.SHORTEST) {
            throw key.wrong("a site's key has at least " + AnnouncementKey.SHORTEST + " characters");
        }
        return secret;
    }

    private static boolean fromEnd(CatalogueNode node) throws InvalidCatalogueException {
        if (node.find("begin").isEmpty()) {
            return true;
        }
        CatalogueNode begin = node.require("begin");
        if (!List.of("end", "oldest").contains(begin.text())) {
            throw begin.wrong("'" + begin.text() + "' is none of oldest, end");
        }
        return begin.text().equals("end");
    }

    /** What the dashboard writes beside results counts without being named. */
    private static List<Path> suppressions(CatalogueNode root, Input input) throws InvalidCatalogueException {
        List<Path> files = new ArrayList<>();
        if (input instanceof Folder folder) {
            files.add(folder.folder().resolve("suppressions.jsonl"));
        }
        if (root.find("suppressions").isPresent()) {
            for (CatalogueNode item : root.require("suppressions").items()) {
                files.add(Nodes.folder(item));
            }
        }
        return files;
    }

    private static Optional<InetSocketAddress> metrics(CatalogueNode root) throws InvalidCatalogueException {
        if (root.find("metrics").isEmpty()) {
            return Optional.empty();
        }
        CatalogueNode node = root.require("metrics");
        node.allowOnly(List.of("port"));
        int port = (int) Nodes.number(node, "port", METRICS_PORT, 0, 65_535);
        return Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
