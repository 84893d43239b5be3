package io.execparity.collect.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.message.LineHeaders;
import io.execparity.schema.testing.OwnProcess;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The whole way, into a real broker. */
final class AgentTest extends AgentInKafka {
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
    void an_agent_with_nothing_to_send_sleeps_whether_or_not_it_ever_had() throws Exception {
        try (Agent agent = start("  audit-log: {file: " + log + "}\n")) {
            await(agent::isDrained);
            assertThat(publisherMillis()).isLessThan(300);
            Files.writeString(log, "one\n");
            assertThat(broker.records(topic, 1, LONG)).hasSize(1);
            await(agent::isDrained);
            assertThat(publisherMillis()).isLessThan(300);
        }
    }

    /** The processor time that sending takes in a second. */
    private static long publisherMillis() throws InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long id = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("publisher"))
                .findFirst()
                .orElseThrow()
                .getId();
        long before = threads.getThreadCpuTime(id);
        TimeUnit.SECONDS.sleep(1);
        return (threads.getThreadCpuTime(id) - before) / 1_000_000;
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

    private static HttpResponse<String> get(String uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(uri)).timeout(LONG).build(),
                        HttpResponse.BodyHandlers.ofString());
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
}
