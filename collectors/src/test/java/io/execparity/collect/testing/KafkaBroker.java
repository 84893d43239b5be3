package io.execparity.collect.testing;

import io.execparity.collect.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A real Kafka broker in this process, on loopback, that makes topics as they are used and can be restarted. */
public final class KafkaBroker implements AutoCloseable {
    private final Path folder;
    private final EmbeddedBroker.Settings settings;
    private final int securedPort;
    private EmbeddedBroker server;

    private KafkaBroker(Path folder, EmbeddedBroker.Settings settings, int securedPort) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.securedPort = securedPort;
        startUp();
    }

    /** What the listener for strangers asks of them. */
    public record Credentials(Path keystore, String keystorePassword, String user, String password) {}

    /**
     * Starts one that is new and also listens at {@link #securedAddress()} with TLS and SCRAM-SHA-512.
     *
     * @param folder keeps the broker's data; must be empty
     */
    public static KafkaBroker start(Path folder, Credentials credentials) throws IOException {
        int port = EmbeddedBroker.freePort();
        int controller = EmbeddedBroker.freePort();
        int secured = EmbeddedBroker.freePort();
        Map<String, String> further = new HashMap<>();
        String clients = "PLAINTEXT://127.0.0.1:" + port + ",SASL_SSL://127.0.0.1:" + secured;
        further.put("listeners", clients + ",CONTROLLER://127.0.0.1:" + controller);
        further.put("advertised.listeners", clients);
        further.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL");
        further.put("inter.broker.listener.name", "PLAINTEXT");
        further.put("ssl.keystore.type", "PKCS12");
        further.put("ssl.keystore.location", credentials.keystore().toString());
        further.put("ssl.keystore.password", credentials.keystorePassword());
        further.put("listener.name.sasl_ssl.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        further.put(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        List<String> users =
                List.of("SCRAM-SHA-512=[name=" + credentials.user() + ",password=" + credentials.password() + "]");
        return new KafkaBroker(folder, new EmbeddedBroker.Settings(port, controller, further, users), secured);
    }

    /**
     * Starts one that is new.
     *
     * @param folder keeps the broker's data; must be empty
     */
    public static KafkaBroker start(Path folder) throws IOException {
        return new KafkaBroker(folder, EmbeddedBroker.Settings.anywhere(), 0);
    }

    /** Starts one at an address of the caller's, with the data that the folder has or, where it is empty, anew. */
    public static KafkaBroker at(Path folder, int port, int controllerPort) throws IOException {
        return new KafkaBroker(folder, new EmbeddedBroker.Settings(port, controllerPort, Map.of(), List.of()), 0);
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

    /** Takes up after {@link #stop} with the same data at the same address. */
    public void startUp() throws IOException {
        server = EmbeddedBroker.start(folder, settings);
    }

    public void stop() {
        server.close();
    }

    /** As {@code bootstrap.servers} takes it. */
    public String address() {
        return server.address();
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
