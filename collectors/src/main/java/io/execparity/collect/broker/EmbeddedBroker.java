package io.execparity.collect.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this process, its own controller, which answers on the loopback address alone and makes topics as
 * they are used. Its folder keeps all of it: one that is started there again, at whatever ports, is the same one, after a
 * kill too.
 *
 * <p>Kafka's server has to be on the class path, which it is for none but those who ask for it.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1:";

    /** One is enough for one broker; Kafka's 50 are made one by one at the first start. */
    private static final String INTERNAL_PARTITIONS = "1";

    private final KafkaRaftServer server;
    private final int port;

    /**
     * What a broker is told beside what makes it one for this process.
     *
     * @param port where clients reach it, on the loopback address
     * @param controllerPort where it reaches itself
     * @param further settings of Kafka's own, which replace those that are usual here
     * @param users that a new broker knows, as {@code kafka-storage format --add-scram} takes them
     */
    public record Settings(int port, int controllerPort, Map<String, String> further, List<String> users) {
        public Settings {
            further = Map.copyOf(further);
            users = List.copyOf(users);
        }

        /** At ports that are free now. */
        public static Settings anywhere() throws IOException {
            try (ServerSocket clients = onAnyPort();
                    ServerSocket controller = onAnyPort()) {
                return new Settings(clients.getLocalPort(), controller.getLocalPort(), Map.of(), List.of());
            }
        }
    }

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it with the data that the folder has or, where there is none, anew. Returns when it answers.
     *
     * @throws IOException where the folder cannot be used, or is in use
     */
    public static EmbeddedBroker start(Path folder, Settings settings) throws IOException {
        try {
            if (!Files.exists(folder.resolve("meta.properties"))) {
                format(folder, settings.users());
            }
            KafkaRaftServer server =
                    new KafkaRaftServer(new KafkaConfig(properties(folder, settings), false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, settings.port());
        } catch (Exception e) { // as Kafka's formatter declares it
            throw new IOException("no broker can be started in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void format(Path folder, List<String> users) throws Exception {
        Files.createDirectories(folder);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .setDirectories(List.of(folder.toString()))
                .setScramArguments(users)
                .run();
    }

    private static Map<String, Object> properties(Path folder, Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        String clients = "PLAINTEXT://" + HOST + settings.port();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("listeners", clients + ",CONTROLLER://" + HOST + settings.controllerPort());
        properties.put("advertised.listeners", clients);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        // Not a quorum that changes: that one keeps its members' ports in its log.
        properties.put("controller.quorum.voters", "1@" + HOST + settings.controllerPort());
        properties.put("log.dirs", folder.toString());
        properties.put("num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", INTERNAL_PARTITIONS);
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", INTERNAL_PARTITIONS);
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("controlled.shutdown.enable", "false");
        // What is shown next week is read from here next week.
        properties.put("log.retention.ms", "-1");
        // 128 MB otherwise, of this process's heap.
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.putAll(settings.further());
        return properties;
    }

    /** A port of the loopback address that nobody listens at now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = onAnyPort()) {
            return socket.getLocalPort();
        }
    }

    private static ServerSocket onAnyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** As {@code bootstrap.servers} takes it. */
    public String address() {
        return HOST + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
