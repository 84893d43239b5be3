package io.execparity.collect.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.agent.config.AgentConfigReader;
import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.MadeList;
import io.execparity.collect.testing.KafkaBroker;
import io.execparity.schema.message.LineHeaders;
import io.execparity.schema.message.MeasurementPlace;
import io.execparity.schema.testing.OwnProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, into a real broker. */
class AgentTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final AtomicInteger TOPICS = new AtomicInteger();

    @TempDir
    private static Path brokerFolder;

    private static KafkaBroker broker;

    @TempDir
    private Path folder;

    private Path log;
    private String topic;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void nameThings() {
        log = folder.resolve("audit.log");
        topic = "t" + TOPICS.incrementAndGet();
    }

    @Test
    void each_line_is_a_record_with_its_very_bytes_and_says_where_it_stood() throws Exception {
        byte[] odd = {'t', 'y', 'p', 'e', '=', (byte) 0xFF, 0x1D, 'x'};
        Files.write(log, odd);
        Files.writeString(log, "\nsecond\n", StandardOpenOption.APPEND);

        try (Agent agent = start("  audit-log: {file: " + log + "}\n")) {
            List<ConsumerRecord<byte[], byte[]>> records = broker.records(topic, 2, LONG);

            assertThat(records).hasSize(2);
            assertThat(records.get(0).value()).isEqualTo(odd);
            assertThat(records.get(0).key()).isEqualTo("web-1".getBytes(UTF_8));
            assertThat(header(records.get(0), LineHeaders.AGENT)).isEqualTo("web-1");
            assertThat(header(records.get(0), LineHeaders.SOURCE)).isEqualTo("audit-log");
            assertThat(header(records.get(1), LineHeaders.SEQUENCE)).isEqualTo("1");
            assertThat(header(records.get(1), LineHeaders.PLACE)).endsWith(":9");
            assertThat(agent.status().isHealthy()).isTrue();
        }
    }

    @Test
    void a_stopped_agent_goes_on_where_it_stopped() throws Exception {
        Files.writeString(log, "1\n2\n");
        try (Agent agent = start("  audit-log: {file: " + log + "}\n")) {
            assertThat(broker.records(topic, 2, LONG)).hasSize(2);
            await(agent::isDrained);
        }
        Files.writeString(log, "3\n", StandardOpenOption.APPEND);

        try (Agent agent = start("  audit-log: {file: " + log + "}\n")) {
            assertThat(values(broker.records(topic, 3, LONG))).containsExactly("1", "2", "3");
            assertThat(agent.status().taken()).isEqualTo(1);
        }
    }

    @Test
    void lines_written_while_the_broker_is_away_arrive_when_it_is_back() throws Exception {
        Files.writeString(log, "before\n");
        try (Agent agent = start("  audit-log: {file: " + log + "}\n")) {
            assertThat(broker.records(topic, 1, LONG)).hasSize(1);
            broker.stop();
            for (int i = 0; i < 500; i++) {
                Files.writeString(log, "away " + i + "\n", StandardOpenOption.APPEND);
            }
            await(() -> agent.status().taken() == 501);
            broker.startUp();

            await(() -> once(broker.records(topic)).size() == 501);
            List<String> lines = List.copyOf(once(broker.records(topic)).values());
            assertThat(lines).first().isEqualTo("before");
            for (int i = 0; i < 500; i++) {
                assertThat(lines.get(i + 1)).isEqualTo("away " + i);
            }
        }
    }

    /** Killed again and again while lines are written and the log is rotated, at whatever moment that is. */
    @Test
    void no_kill_loses_a_line_and_what_comes_twice_says_so() throws Exception {
        // Given
        Path config = config("  audit-log: {file: " + log + "}\n");
        int written = 0;

        // When
        try (OwnProcess agent = AgentProcess.of(config, folder.resolve("agent.out"))) {
            agent.start();
            for (int round = 0; round < 4; round++) {
                for (int burst = 0; burst < 40; burst++) {
                    StringBuilder lines = new StringBuilder();
                    for (int i = 0; i < 50; i++) {
                        lines.append("line ").append(written++).append('\n');
                    }
                    Files.writeString(log, lines, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
                    if (burst % 10 == 9) {
                        rotate();
                    }
                    Thread.sleep(20);
                }
                agent.kill();
                Files.writeString(
                        log, "line " + written++ + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
                agent.start();
            }
            int expected = written;
            List<String> lines = new ArrayList<>();
            await(() -> {
                lines.clear();
                lines.addAll(once(broker.records(topic)).values());
                return lines.size() >= expected;
            });

            // Then
            for (int i = 0; i < expected; i++) {
                assertThat(lines.get(i)).isEqualTo("line " + i);
            }
            assertThat(lines).hasSize(expected);
        }
    }

    @Test
    void a_truncated_log_is_told() throws Exception {
        Files.writeString(log, "one\ntwo\n");
        try (Agent agent = start("  audit-log: {file: " + log + "}\n")) {
            assertThat(broker.records(topic, 2, LONG)).hasSize(2);
            Files.writeString(log, "");
            String message =
                    values(broker.records(topic + "-messages", 1, LONG)).get(0);
            assertThat(message).contains("\"reason\":\"log-truncated\"").contains("\"kind\":\"loss\"");
            assertThat(agent.status().writing()).isTrue();
        }
    }

    @Test
    void the_socket_of_auditd_is_read_and_connected_again() throws Exception {
        Path socket = folder.resolve("events");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            try (Agent agent = start("  audit-socket: " + socket + "\n")) {
                for (String line : List.of("one\n", "two\n")) {
                    try (SocketChannel accepted = server.accept()) {
                        accepted.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
                    }
                }
                assertThat(values(broker.records(topic, 2, LONG))).containsExactly("one", "two");
                assertThat(values(broker.records(topic + "-messages", 1, LONG)).get(0))
                        .contains("source-restarted");
                assertThat(agent.status().droppedOverrun()).isZero();
            }
        }
    }

    @Test
    void a_journal_is_read_on_behind_the_last_cursor() throws Exception {
        // Prints an entry, or what it was told to go on behind.
        Path script = folder.resolve("journal");
        Files.writeString(script, """
                #!/bin/sh
                n=${1#--after-cursor=s=a;i=}; n=$((${n:-0}+1))
                echo "{\\"__CURSOR\\":\\"s=a;i=$n\\",\\"MESSAGE\\":\\"m\\"}"
                """);
        try (Agent agent = start("  journal: [sh, " + script + "]\n")) {
            assertThat(values(broker.records(topic, 3, LONG)).subList(0, 3))
                    .containsExactly(
                            "{\"__CURSOR\":\"s=a;i=1\",\"MESSAGE\":\"m\"}",
                            "{\"__CURSOR\":\"s=a;i=2\",\"MESSAGE\":\"m\"}",
                            "{\"__CURSOR\":\"s=a;i=3\",\"MESSAGE\":\"m\"}");
            assertThat(agent.status().writing()).isTrue();
        }
    }

    @Test
    void flags_and_standard_input_go_their_ways_and_the_host_is_told_of() throws Exception {
        Path config = config("  standard-input: true\n  execveat-flags: [echo, '{\"flags\":65536}']\n", "");
        InputStream in = new ByteArrayInputStream("from auditd\n".getBytes(UTF_8));
        try (Agent agent = start(config, in)) {
            assertThat(values(broker.records(topic, 1, LONG))).containsExactly("from auditd");
            assertThat(values(broker.records(topic + "-flags", 1, LONG)))
                    .first()
                    .isEqualTo("{\"flags\":65536}");
            assertThat(values(broker.records(topic + "-messages", 2, LONG)))
                    .anySatisfy(message -> assertThat(message).contains("\"kind\":\"host-snapshot\""));
            assertThat(agent.status().writing()).isTrue();
        }
    }

    @Test
    void metrics_and_health_are_served_on_loopback() throws Exception {
        Files.writeString(log, "one\n");
        Path config = config("  audit-log: {file: " + log + "}\n", "metrics: {port: 0}\n");
        try (Agent agent = start(config, InputStream.nullInputStream())) {
            await(() -> agent.status().sent() > 0);
            String base = "http://127.0.0.1:" + agent.metricsPort().orElseThrow();

            HttpResponse<String> metrics = get(base + "/metrics");
            assertThat(metrics.body())
                    .contains("execparity_agent_records_taken_total ")
                    .endsWith("# EOF\n");
            assertThat(get(base + "/health").statusCode()).isEqualTo(200);
            assertThat(get(base + "/metrics/x").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void who_connects_and_says_nothing_keeps_nobody_from_an_answer() throws Exception {
        Path config = config("  audit-log: {file: " + log + "}\n", "metrics: {port: 0}\n");
        List<Socket> silent = new ArrayList<>();
        try (Agent agent = start(config, InputStream.nullInputStream())) {
            int port = agent.metricsPort().orElseThrow();
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.getOutputStream().write("GET /hea".getBytes(UTF_8));
                silent.add(socket);
            }
            assertThat(get("http://127.0.0.1:" + port + "/health").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void the_end_of_standard_input_is_the_agents_and_nothing_of_it_is_lost() throws Exception {
        Path config = config("  standard-input: true\n");
        InputStream in = new ByteArrayInputStream("last words".getBytes(UTF_8));
        try (Agent agent = start(config, in)) {
            agent.awaitEnd();
            assertThat(agent.status().writing()).isTrue();
        }

        // What Kafka did not get in the moment that it was given, the next run sends.
        try (Agent agent = start(config, InputStream.nullInputStream())) {
            await(agent::isDrained);
        }
        assertThat(once(broker.records(topic)).values()).containsExactly("last words");
    }

    @Test
    void measurements_have_a_topic_of_their_own() throws Exception {
        byte[] list =
                MadeList.of(Bank.SHA256).measured("/bin/sh", MadeList.file(1)).binary();
        Path file = Files.write(folder.resolve("binary_runtime_measurements"), list);
        try (Agent agent = start("  ima-lists: {files: [" + file + "], check-seconds: 1}\n")) {
            ConsumerRecord<byte[], byte[]> record =
                    broker.records(topic + "-ima", 1, LONG).get(0);
            assertThat(record.value()).isEqualTo(list);
            assertThat(header(record, LineHeaders.SOURCE)).isEqualTo("ima-list-binary_runtime_measurements");
            assertThat(MeasurementPlace.of(header(record, LineHeaders.PLACE)))
                    .hasValueSatisfying(place -> assertThat(place.form()).isEqualTo("binary-sha256-le"));
            assertThat(agent.status().writing()).isTrue();
        }
    }

    private static HttpResponse<String> get(String uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(uri)).timeout(LONG).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void rotate() throws IOException {
        for (int number = 100; number > 0; number--) {
            Path file = folder.resolve("audit.log." + number);
            if (Files.exists(file)) {
                Files.move(file, folder.resolve("audit.log." + (number + 1)));
            }
        }
        Files.move(log, folder.resolve("audit.log.1"));
    }

    private Path config(String sources) throws IOException {
        return config(sources, "snapshot: {enabled: false}\n");
    }

    private Path config(String sources, String more) throws IOException {
        return Files.writeString(
                folder.resolve("agent.yaml"),
                "host: web-1\nstate: " + folder.resolve("state") + "\nsources:\n" + sources + more
                        + "kafka:\n  bootstrap: [\"" + broker.address() + "\"]\n  topics: {lines: " + topic
                        + ", messages: " + topic + "-messages, execveat-flags: " + topic + "-flags, ima: " + topic
                        + "-ima}\n");
    }

    private Agent start(String sources) throws IOException {
        return start(config(sources), InputStream.nullInputStream());
    }

    private static Agent start(Path config, InputStream in) throws IOException {
        return Agent.start(
                new AgentConfigReader(Map.of(), "h").read(config), in, System::currentTimeMillis, text -> {});
    }

    private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
    }

    private record Name(long epoch, long sequence) {}

    /** Values by what names a line for ever and gives their order, as a reader is to take them. */
    private static Map<Name, String> once(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Name, String> once = new TreeMap<>(Comparator.comparing(Name::epoch).thenComparing(Name::sequence));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Name name = new Name(
                    Long.parseLong(header(record, LineHeaders.EPOCH)),
                    Long.parseLong(header(record, LineHeaders.SEQUENCE)));
            String value = new String(record.value(), UTF_8);
            String before = once.putIfAbsent(name, value);
            assertThat(before).isIn(null, value);
        }
        return once;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
