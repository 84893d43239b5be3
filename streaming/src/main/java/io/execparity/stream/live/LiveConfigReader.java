package io.execparity.stream.live;

import io.execparity.collect.config.KafkaProperties;
import io.execparity.collect.config.Secrets;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import io.execparity.stream.SiteFile;
import io.execparity.stream.elastic.ElasticSettings;
import io.execparity.stream.engine.EngineSettings.Predecessor;
import io.execparity.stream.live.LiveConfig.Backend;
import io.execparity.stream.live.LiveConfig.Broker;
import io.execparity.stream.live.LiveConfig.Pace;
import io.execparity.stream.live.LiveConfig.State;
import io.execparity.stream.live.LiveConfig.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the live job's file. A key that nobody knows, a value that makes no sense: each is refused with its line. */
public final class LiveConfigReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.0\\.0\\.1:([1-9][0-9]{0,4})");
    private static final int MOST_THREADS = 1024;

    private final Map<String, String> environment;

    /** @param environment where {@code ${env:NAME}} is looked up */
    public LiveConfigReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * What the file says, the files that it names included.
     *
     * @throws InvalidCatalogueException with the place in the file, for anything it should not say
     */
    public LiveConfig read(Path file) throws IOException {
        CatalogueNode root = CatalogueReader.read(file);
        root.allowOnly(List.of(
                "kafka", "site", "state", "parallelism", "roll-up-seconds", "waits", "elasticsearch", "metrics"));
        CatalogueNode kafka = root.require("kafka");
        kafka.allowOnly(List.of("bootstrap", "group", "properties", "topics", "bounded"));
        Topics topics = topics(kafka);
        return new LiveConfig(
                new Broker(
                        kafka.find("group").isPresent() ? name(kafka.require("group")) : "execparity",
                        KafkaProperties.ofJob(new Secrets(environment)).read(kafka),
                        kafka.flagOf("bounded")),
                topics,
                site(root),
                state(root.require("state")),
                pace(root, topics.flags() != null),
                number(root, "parallelism", 1, 1, MOST_THREADS),
                reference(root, topics),
                elastic(root),
                root.find("metrics").isEmpty() ? Optional.empty() : Optional.of(metrics(root.require("metrics"))));
    }

    private static Topics topics(CatalogueNode kafka) throws InvalidCatalogueException {
        Topics usual = Topics.usual();
        List<String> lines = usual.lines();
        String messages = usual.messages();
        String flags = null;
        String ima = null;
        String control = null;
        Map<ResultKind, String> results = new EnumMap<>(usual.results());
        if (kafka.find("topics").isPresent()) {
            CatalogueNode topics = kafka.require("topics");
            List<String> allowed = new ArrayList<>(List.of("lines", "messages", "flags", "ima", "control"));
            results.keySet().forEach(kind -> allowed.add(key(kind)));
            topics.allowOnly(allowed);
            for (ResultKind kind : ResultKind.values()) {
                if (topics.find(key(kind)).isPresent()) {
                    results.put(kind, name(topics.require(key(kind))));
                }
            }
            if (topics.find("lines").isPresent()) {
                lines = names(topics.require("lines"));
            }
            if (topics.find("messages").isPresent()) {
                messages = name(topics.require("messages"));
            }
            flags = topics.find("flags").isPresent() ? name(topics.require("flags")) : null;
            ima = topics.find("ima").isPresent() ? name(topics.require("ima")) : null;
            control = topics.find("control").isPresent() ? name(topics.require("control")) : null;
            refuseLoops(topics, new Topics(lines, messages, flags, ima, control, results));
        }
        return new Topics(lines, messages, flags, ima, control, results);
    }

    /** A job that reads what it writes has no end. */
    private static void refuseLoops(CatalogueNode topics, Topics named) throws InvalidCatalogueException {
        Set<String> used = new HashSet<>();
        List<String> all = named.read();
        if (named.control() != null) {
            all.add(named.control());
        }
        all.addAll(named.results().values());
        for (String topic : all) {
            if (!used.add(topic)) {
                throw topics.wrong("'" + topic + "' is used twice");
            }
        }
    }

    private static String key(ResultKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> names(CatalogueNode list) throws InvalidCatalogueException {
        Set<String> names = new LinkedHashSet<>();
        for (CatalogueNode item : list.items()) {
            if (!names.add(name(item))) {
                throw item.wrong("'" + item.text() + "' is there twice");
            }
        }
        if (names.isEmpty()) {
            throw list.wrong("a topic is needed here");
        }
        return List.copyOf(names);
    }

    private static String name(CatalogueNode node) throws InvalidCatalogueException {
        String name = node.text();
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw node.wrong("a name has 1 to 200 letters, digits, dots, hyphens and underscores");
        }
        return name;
    }

    private static Site site(CatalogueNode root) throws IOException {
        if (root.find("site").isEmpty()) {
            return Site.of("localhost");
        }
        CatalogueNode node = root.require("site");
        node.allowOnly(List.of(
                "host",
                "mounts",
                "execveat-flags",
                "interpreters",
                "benign-memfd-makers",
                "kernel-has",
                "trusted-for-number",
                "syslog-tags",
                "suppressions",
                "reference",
                "reference-keys"));
        Set<Predecessor> kernelHas = new LinkedHashSet<>();
        if (node.find("kernel-has").isPresent()) {
            for (CatalogueNode item : node.require("kernel-has").items()) {
                kernelHas.add(item.word(Predecessor.class));
            }
        }
        Site site = new Site(
                node.find("host").isPresent() ? name(node.require("host")) : "localhost",
                files(node, "interpreters"),
                files(node, "benign-memfd-makers"),
                node.find("mounts").isPresent() ? file(node.require("mounts")) : null,
                node.find("execveat-flags").isPresent() ? file(node.require("execveat-flags")) : null,
                kernelHas,
                node.find("trusted-for-number").isPresent()
                        ? node.require("trusted-for-number").number()
                        : -1,
                new LinkedHashSet<>(node.textsOf("syslog-tags")),
                List.of(),
                null,
                files(node, "suppressions"));
        site.settings();
        return site;
    }

    private static Optional<ReferenceFiles> reference(CatalogueNode root, Topics topics)
            throws InvalidCatalogueException {
        CatalogueNode site = root.find("site").isPresent() ? root.require("site") : root;
        if (site.find("reference").isEmpty()) {
            if (site.find("reference-keys").isPresent()) {
                throw site.require("reference-keys").wrong("'reference-keys' means nothing without 'reference'");
            }
            return Optional.empty();
        }
        CatalogueNode file = site.require("reference");
        if (topics.ima() == null) {
            throw file.wrong("'reference' means nothing without the topic 'ima'");
        }
        return Optional.of(new ReferenceFiles(
                absolute(file),
                site.find("reference-keys").isPresent() ? absolute(site.require("reference-keys")) : null));
    }

    /** Workers may be elsewhere, and begin in other folders. */
    private static String absolute(CatalogueNode node) throws InvalidCatalogueException {
        try {
            if (Path.of(node.text()).isAbsolute()) {
                return node.text();
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw node.wrong("'" + node.text() + "' is no absolute path");
    }

    private static List<SiteFile> files(CatalogueNode site, String key) throws IOException {
        List<SiteFile> files = new ArrayList<>();
        if (site.find(key).isPresent()) {
            for (CatalogueNode item : site.require(key).items()) {
                files.add(file(item));
            }
        }
        return files;
    }

    private static SiteFile file(CatalogueNode node) throws IOException {
        try {
            return SiteFile.of(Path.of(node.text()));
        } catch (InvalidPathException e) {
            throw node.wrong("'" + node.text() + "' is no path");
        }
    }

    private static State state(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(List.of("backend", "checkpoints", "interval-milliseconds"));
        Backend backend =
                node.find("backend").isPresent() ? node.require("backend").word(Backend.class) : Backend.HEAP;
        return new State(
                backend,
                place(node.require("checkpoints")),
                Duration.ofMillis(number(node, "interval-milliseconds", 1_000, 100, 3_600_000)));
    }

    /** A folder becomes the URI that Flink asks for; a URI stays. */
    private static String place(CatalogueNode node) throws InvalidCatalogueException {
        try {
            URI uri = URI.create(node.text().replace(" ", "%20"));
            if (uri.getScheme() != null) {
                return node.text();
            }
            Path folder = Path.of(node.text());
            if (folder.isAbsolute()) {
                return folder.toUri().toString();
            }
        } catch (IllegalArgumentException e) { // no URI, or no path
            // said below
        }
        throw node.wrong("'" + node.text() + "' is no absolute path and no URI");
    }

    private Optional<ElasticSettings> elastic(CatalogueNode root) throws InvalidCatalogueException {
        return root.find("elasticsearch").isEmpty()
                ? Optional.empty()
                : Optional.of(new ElasticKeys(new Secrets(environment)).read(root.require("elasticsearch")));
    }

    /** Numbers of one's own hosts are for whoever is on this machine. */
    private static InetSocketAddress metrics(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(List.of("address"));
        CatalogueNode address = node.require("address");
        Matcher loopback = LOOPBACK.matcher(address.text());
        if (!loopback.matches() || Integer.parseInt(loopback.group(1)) > 65_535) {
            throw address.wrong("'" + address.text() + "' is not 127.0.0.1:PORT");
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(loopback.group(1)));
    }

    private static Pace pace(CatalogueNode root, boolean traced) throws InvalidCatalogueException {
        Duration rollUps = Duration.ofSeconds(number(root, "roll-up-seconds", 10, 1, 86_400));
        Pace usual = Pace.usual(rollUps, traced);
        if (root.find("waits").isEmpty()) {
            return usual;
        }
        CatalogueNode waits = root.require("waits");
        waits.allowOnly(
                List.of("quiet-milliseconds", "hold-milliseconds", "unfilled-milliseconds", "lateness-milliseconds"));
        Duration quiet = wait(waits, "quiet-milliseconds", usual.quiet());
        Duration hold = wait(waits, "hold-milliseconds", usual.hold());
        Duration shorter = hold.compareTo(usual.unfilled()) < 0 ? hold : usual.unfilled();
        Duration unfilled = wait(waits, "unfilled-milliseconds", shorter);
        Duration lateness = wait(waits, "lateness-milliseconds", usual.lateness());
        if (Stream.of(quiet, unfilled, lateness).anyMatch(other -> hold.compareTo(other) < 0)) {
            throw waits.wrong("'hold-milliseconds' must not be below the others: " + hold.toMillis());
        }
        return new Pace(rollUps, quiet, hold, unfilled, lateness, traced);
    }

    private static Duration wait(CatalogueNode waits, String key, Duration usual) throws InvalidCatalogueException {
        return Duration.ofMillis(number(waits, key, (int) usual.toMillis(), 0, 600_000));
    }

    private static int number(CatalogueNode node, String key, int usual, int least, int most)
            throws InvalidCatalogueException {
        if (node.find(key).isEmpty()) {
            return usual;
        }
        int number = node.require(key).number();
        if (number < least || number > most) {
            throw node.require(key).wrong(number + " is not within " + least + " to " + most);
        }
        return number;
    }
}
