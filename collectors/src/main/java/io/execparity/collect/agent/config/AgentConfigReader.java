package io.execparity.collect.agent.config;

import io.execparity.collect.agent.config.AgentConfig.FollowedFile;
import io.execparity.collect.agent.config.AgentConfig.KafkaTarget;
import io.execparity.collect.agent.config.AgentConfig.Measurements;
import io.execparity.collect.agent.config.AgentConfig.SnapshotPlan;
import io.execparity.collect.agent.config.AgentConfig.Sources;
import io.execparity.collect.agent.spool.SpoolSettings;
import io.execparity.collect.config.KafkaProperties;
import io.execparity.collect.config.Secrets;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an agent's file. A key that nobody knows, a value that makes no sense: each is refused with its line. */
public final class AgentConfigReader {
    /** All that the journal holds, not the last ten entries that following begins with by itself. */
    private static final List<String> JOURNAL =
            List.of("journalctl", "--output=json", "--all", "--no-tail", "--follow", "--no-pager", "_TRANSPORT=audit");

    private static final Path MEASUREMENTS = Path.of("/sys/kernel/security/integrity/ima/binary_runtime_measurements");
    private static final Pattern LIST_NAME = Pattern.compile("[A-Za-z0-9._-]{1,50}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final long MEBIBYTE = 1 << 20;

    private final Map<String, String> environment;
    private final String hostName;

    /**
     * @param environment where {@code ${env:NAME}} is looked up
     * @param hostName the host's own name, for a file that gives none
     */
    public AgentConfigReader(Map<String, String> environment, String hostName) {
        this.environment = Map.copyOf(environment);
        this.hostName = hostName;
    }

    /**
     * What the file says.
     *
     * @throws InvalidCatalogueException with the place in the file, for anything it should not say
     */
    public AgentConfig read(Path file) throws IOException {
        CatalogueNode root = CatalogueReader.read(file);
        root.allowOnly(List.of("host", "agent", "state", "sources", "spool", "kafka", "snapshot", "metrics"));
        String host = root.find("host").isPresent() ? name(root.require("host")) : ownName(root);
        String agent = root.find("agent").isPresent() ? name(root.require("agent")) : host;
        Path state = path(root.require("state"));
        SpoolSettings spool = new SpoolSettings(state.resolve("spool"), 256 * MEBIBYTE);
        int syncMillis = 1000;
        if (root.find("spool").isPresent()) {
            CatalogueNode node = root.require("spool");
            node.allowOnly(List.of("mebibytes", "sync-milliseconds"));
            spool = new SpoolSettings(spool.folder(), number(node, "mebibytes", 256, 1, 1 << 20) * MEBIBYTE);
            syncMillis = number(node, "sync-milliseconds", 1000, 10, 60_000);
        }
        return new AgentConfig(
                host,
                agent,
                sources(root.require("sources")),
                spool,
                syncMillis,
                kafka(root.require("kafka")),
                snapshot(root),
                metrics(root));
    }

    private String ownName(CatalogueNode root) throws InvalidCatalogueException {
        if (!HOST.matcher(hostName).matches()) {
            throw root.wrong("the host's own name cannot be used; give one as 'host'");
        }
        return hostName;
    }

    private static String name(CatalogueNode node) throws InvalidCatalogueException {
        if (!HOST.matcher(node.text()).matches()) {
            throw node.wrong("a name has 1 to 253 letters, digits, dots, hyphens and underscores");
        }
        return node.text();
    }

    private static Sources sources(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(
                List.of("audit-log", "audit-socket", "standard-input", "journal", "execveat-flags", "ima-lists"));
        Sources sources = new Sources(
                auditLog(node),
                node.find("audit-socket").isPresent()
                        ? Optional.of(path(node.require("audit-socket")))
                        : Optional.empty(),
                node.flagOf("standard-input"),
                command(node, "journal", JOURNAL),
                command(node, "execveat-flags", List.of()),
                measurements(node));
        if (sources.isEmpty()) {
            throw node.wrong("a source is needed here");
        }
        return sources;
    }

    private static Optional<FollowedFile> auditLog(CatalogueNode sources) throws InvalidCatalogueException {
        Optional<CatalogueNode> node = sources.find("audit-log");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        node.get().allowOnly(List.of("file", "begin"));
        boolean fromEnd = false;
        if (node.get().find("begin").isPresent()) {
            CatalogueNode begin = node.get().require("begin");
            fromEnd = begin.text().equals("end");
            if (!fromEnd && !begin.text().equals("oldest")) {
                throw begin.wrong("'" + begin.text() + "' is none of oldest, end");
            }
        }
        return Optional.of(new FollowedFile(path(node.get().require("file")), fromEnd));
    }

    private static Measurements measurements(CatalogueNode sources) throws InvalidCatalogueException {
        Optional<CatalogueNode> node = sources.find("ima-lists");
        if (node.isEmpty()) {
            return new Measurements(List.of(), 1);
        }
        node.get().allowOnly(List.of("files", "check-seconds"));
        List<Path> lists = new ArrayList<>();
        if (node.get().find("files").isPresent()) {
            CatalogueNode files = node.get().require("files");
            for (CatalogueNode file : files.items()) {
                Path list = path(file);
                Path name = list.getFileName();
                if (name == null || !LIST_NAME.matcher(name.toString()).matches()) {
                    throw file.wrong("a list's file name has 1 to 50 letters, digits, dots, hyphens and underscores");
                }
                if (lists.stream().anyMatch(other -> name.equals(other.getFileName()))) {
                    throw file.wrong("two lists are named " + name);
                }
                lists.add(list);
            }
        } else {
            lists.add(MEASUREMENTS);
        }
        return new Measurements(lists, number(node.get(), "check-seconds", 10, 1, 86_400));
    }

    /** A list is the command itself; {@code true} is the usual one. */
    private static List<String> command(CatalogueNode sources, String key, List<String> usual)
            throws InvalidCatalogueException {
        Optional<CatalogueNode> node = sources.find(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get().isScalar() && !usual.isEmpty()) {
            return node.get().flag() ? usual : List.of();
        }
        List<String> command = node.get().texts();
        if (command.isEmpty()) {
            throw node.get().wrong("a command is needed here");
        }
        return command;
    }

    private KafkaTarget kafka(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(List.of("bootstrap", "topics", "compression", "properties"));
        Map<String, String> properties =
                KafkaProperties.ofAgent(new Secrets(environment)).read(node);
        String lines = "execparity.lines";
        String flags = "execparity.execveat-flags";
        String measurements = "execparity.ima";
        String messages = "execparity.messages";
        if (node.find("topics").isPresent()) {
            CatalogueNode topics = node.require("topics");
            topics.allowOnly(List.of("lines", "execveat-flags", "ima", "messages"));
            lines = topic(topics, "lines", lines);
            flags = topic(topics, "execveat-flags", flags);
            measurements = topic(topics, "ima", measurements);
            messages = topic(topics, "messages", messages);
        }
        return new KafkaTarget(lines, flags, measurements, messages, properties);
    }

    private static String topic(CatalogueNode topics, String key, String usual) throws InvalidCatalogueException {
        if (topics.find(key).isEmpty()) {
            return usual;
        }
        CatalogueNode node = topics.require(key);
        if (!TOPIC.matcher(node.text()).matches()
                || node.text().equals(".")
                || node.text().equals("..")) {
            throw node.wrong("'" + node.text() + "' is no name of a topic");
        }
        return node.text();
    }

    private static SnapshotPlan snapshot(CatalogueNode root) throws InvalidCatalogueException {
        if (root.find("snapshot").isEmpty()) {
            return new SnapshotPlan(true, 60);
        }
        CatalogueNode node = root.require("snapshot");
        node.allowOnly(List.of("enabled", "check-seconds"));
        boolean enabled = node.find("enabled").isEmpty() || node.flagOf("enabled");
        return new SnapshotPlan(enabled, number(node, "check-seconds", 60, 1, 86_400));
    }

    private static Optional<InetSocketAddress> metrics(CatalogueNode root) throws InvalidCatalogueException {
        if (root.find("metrics").isEmpty()) {
            return Optional.empty();
        }
        CatalogueNode node = root.require("metrics");
        node.allowOnly(List.of("port"));
        return Optional.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), number(node, "port", 9_469, 0, 65_535)));
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

    private static Path path(CatalogueNode node) throws InvalidCatalogueException {
        try {
            Path path = Path.of(node.text());
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw node.wrong("'" + node.text() + "' is no absolute path");
    }
}
