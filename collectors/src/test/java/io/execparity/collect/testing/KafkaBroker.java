package io.execparity.collect.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;

/** A real Kafka broker in this process, on loopback, that makes topics as they are used and can be restarted. */
public final class KafkaBroker implements AutoCloseable {
    private final Map<String, Object> properties = new HashMap<>();
    private final int port;
    private final int controllerPort;
    private int securedPort;
    private KafkaRaftServer server;

    private KafkaBroker(Path folder, int port, int controllerPort) {
        this.port = port;
        this.controllerPort = controllerPort;
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort);
        properties.put("log.dirs", folder.toString());
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("num.partitions", "1");
        properties.put("controlled.shutdown.enable", "false");
    }

    /** What the listener for strangers asks of them. */
    public record Credentials(Path keystore, String keystorePassword, String user, String password) {}

    /**
     * Starts one that is new and also listens at {@link #securedAddress()} with TLS and SCRAM-SHA-512.
     *
     * @param folder keeps the broker's data; must be empty
     */
    public static KafkaBroker start(Path folder, Credentials credentials) throws Exception {
        KafkaBroker broker = new KafkaBroker(folder, freePort(), freePort());
        broker.secure(freePort(), credentials);
        broker.format(
                folder,
                List.of("SCRAM-SHA-512=[name=" + credentials.user() + ",password=" + credentials.password() + "]"));
        broker.startUp();
        return broker;
    }

    private void secure(int secured, Credentials credentials) {
        securedPort = secured;
        String listener = "SASL_SSL://127.0.0.1:" + secured;
        properties.merge("listeners", listener, (some, more) -> some + "," + more);
        properties.merge("advertised.listeners", listener, (some, more) -> some + "," + more);
        properties.merge("listener.security.protocol.map", "SASL_SSL:SASL_SSL", (some, more) -> some + "," + more);
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("ssl.keystore.type", "PKCS12");
        properties.put("ssl.keystore.location", credentials.keystore().toString());
        properties.put("ssl.keystore.password", credentials.keystorePassword());
        properties.put("listener.name.sasl_ssl.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        properties.put(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }

    /**
     * Starts one that is new.
     *
     * @param folder keeps the broker's data; must be empty
     */
    public static KafkaBroker start(Path folder) throws Exception {
        return at(folder, freePort(), freePort());
    }

    /** Starts one at an address of the caller's, with the data that the folder has or, where it is empty, anew. */
    public static KafkaBroker at(Path folder, int port, int controllerPort) throws Exception {
        KafkaBroker broker = new KafkaBroker(folder, port, controllerPort);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            broker.format(folder, List.of());
        }
        broker.startUp();
        return broker;
    }

    private void format(Path folder, List<String> users) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .setDirectories(List.of(folder.toString()))
                .setHasDynamicQuorum(true)
                .setInitialControllers(DynamicVoters.parse("1@127.0.0.1:" + controllerPort + ":" + Uuid.randomUuid()))
                .setScramArguments(users)
                .run();
    }

    /**
     * A process of its own, {@code KafkaBroker FOLDER}: prints its address, and for each topic named on standard input
     * {@code count N}; ends where that ends.
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectory(Path.of(arguments[0]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (KafkaBroker broker = start(folder)) {
            System.out.println(broker.address());
            for (String topic = in.readLine(); topic != null; topic = in.readLine()) {
                System.out.println("count " + broker.count(topic));
            }
        }
        System.exit(0);
    }

    private long count(String topic) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address());
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Takes up after {@link #stop} with the same data at the same address. */
    public void startUp() {
        server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
    }

    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** As {@code bootstrap.servers} takes it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The same for clients that use TLS and give a password. */
    public String securedAddress() {
        return "127.0.0.1:" + securedPort;
    }

    /** Reads a topic's only partition until it holds so many records, or the time is over. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic, int atLeast, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        List<ConsumerRecord<byte[], byte[]>> records = records(topic);
        while (records.size() < atLeast && System.nanoTime() < deadline) {
            records = records(topic);
        }
        return records;
    }

    /** What a topic's only partition holds by now. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(consumer.assignment());
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        stop();
    }
}
