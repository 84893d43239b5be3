package io.execparity.collect.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.agent.config.AgentConfigReader;
import io.execparity.collect.testing.KafkaBroker;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Into a real broker that asks for TLS and a password; keys and certificates are keytool's. */
class SecuredKafkaTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PASSWORD = "correct \"horse\" \\ battery";

    @TempDir
    private static Path shared;

    private static KafkaBroker broker;

    @TempDir
    private Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startBroker() throws Exception {
        makeKey("broker");
        makeKey("stranger");
        broker = KafkaBroker.start(
                Files.createDirectory(shared.resolve("data")),
                new KafkaBroker.Credentials(shared.resolve("broker.p12"), "changeit", "agent", PASSWORD));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void lines_arrive_through_tls_with_the_password_of_a_file() throws Exception {
        Path config = config("right", "broker.pem", PASSWORD);
        try (Agent agent = start(config)) {
            assertThat(values("right", 2)).containsExactly("one", "two");
            assertThat(agent.status().sendFailures()).isZero();
        }
        assertThat(said).isEmpty();
    }

    @Test
    void a_wrong_password_is_one_sentence_and_every_line_is_kept_for_the_right_one() throws Exception {
        Path config = config("password", "broker.pem", "wrong");
        try (Agent agent = start(config)) {
            awaitFailures(agent);
            assertThat(agent.isDrained()).isFalse();
            assertThat(agent.status().connected()).isFalse();
        }
        assertThat(said).singleElement().asString().contains("Kafka does not take the user and password", "kept");
        assertThat(said.get(0)).doesNotContain("wrong");

        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        try (Agent agent = start(config)) {
            assertThat(values("password", 2)).containsExactly("one", "two");
            assertThat(agent.status().droppedSpool()).isZero();
        }
    }

    @Test
    void a_broker_whose_certificate_is_not_trusted_gets_nothing() throws Exception {
        Path config = config("certificate", "stranger.pem", PASSWORD);
        try (Agent agent = start(config)) {
            awaitFailures(agent);
            assertThat(agent.isDrained()).isFalse();
        }
        assertThat(said).singleElement().asString().contains("the TLS handshake with Kafka failed", "certificat");

        Files.copy(shared.resolve("broker.pem"), folder.resolve("other.pem"));
        Files.writeString(config, Files.readString(config).replace(shared + "/stranger.pem", folder + "/other.pem"));
        try (Agent agent = start(config)) {
            assertThat(values("certificate", 2)).containsExactly("one", "two");
            assertThat(agent.status().droppedSpool()).isZero();
        }
    }

    @Test
    void certificates_that_are_not_there_are_named_and_awaited() throws Exception {
        Path config = config("absent", "absent.pem", PASSWORD);
        try (Agent agent = start(config)) {
            awaitFailures(agent);
            assertThat(said)
                    .singleElement()
                    .asString()
                    .contains(
                            "Kafka cannot be reached",
                            "kept",
                            "no Kafka client can be made",
                            "absent.pem",
                            "there is no such file");

            Files.copy(shared.resolve("broker.pem"), shared.resolve("absent.pem"));
            assertThat(values("absent", 2)).containsExactly("one", "two");
        }
    }

    private static void awaitFailures(Agent agent) throws InterruptedException {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (agent.status().sendFailures() < 3 && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(agent.status().sendFailures()).isGreaterThanOrEqualTo(3);
    }

    private static List<String> values(String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = broker.records(topic, count, LONG);
        return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
    }

    private Agent start(Path config) throws Exception {
        return Agent.start(
                new AgentConfigReader(Map.of(), "h").read(config),
                InputStream.nullInputStream(),
                System::currentTimeMillis,
                said::add);
    }

    private Path config(String topic, String certificate, String password) throws Exception {
        Path log = Files.writeString(folder.resolve("audit.log"), "one\ntwo\n");
        Path secret = Files.writeString(folder.resolve("password"), password + "\n");
        return Files.writeString(folder.resolve("agent.yaml"), """
                host: web-1
                state: STATE
                sources:
                  audit-log: {file: LOG}
                snapshot: {enabled: false}
                kafka:
                  bootstrap: ["ADDRESS"]
                  topics: {lines: TOPIC, messages: TOPIC-messages}
                  properties:
                    security.protocol: SASL_SSL
                    sasl.mechanism: SCRAM-SHA-512
                    sasl.jaas.config: 'org.apache.kafka.common.security.scram.ScramLoginModule required username="agent" password="${file:SECRET}";'
                    ssl.truststore.type: PEM
                    ssl.truststore.location: CERTIFICATE
                """.replace(
                        "STATE", folder.resolve("state").toString())
                .replace("LOG", log.toString())
                .replace("ADDRESS", broker.securedAddress())
                .replace("TOPIC", topic)
                .replace("SECRET", secret.toString())
                .replace("CERTIFICATE", shared.resolve(certificate).toString()));
    }

    /** A key with a certificate of its own for the loopback address, {@code NAME.p12} and {@code NAME.pem}. */
    private static void makeKey(String name) throws Exception {
        String store = shared.resolve(name + ".p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-file",
                shared.resolve(name + ".pem").toString(),
                "-keystore",
                store,
                "-storepass",
                "changeit");
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(shared.resolve("keytool.out").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(shared.resolve("keytool.out")))
                .isZero();
    }
}
