package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.schema.finding.Rule;
import io.execparity.stream.ResultKind;
import io.execparity.stream.flink.Topics.Sent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What a running job says of itself over HTTP, held against what was sent and told. */
final class LiveMetricsTest extends LiveJobs {
    private static final Map<String, Path> LOGS = Map.of("a", Corpora.RAW, "execlab", Corpora.ENRICHED);
    private static final int REJECTED = 3;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theNumbersAreThoseOfWhatWasSentAndTold() throws Exception {
        // Given
        Topics topics = topics(2);
        List<Sent> sent = new ArrayList<>(Topics.interleaved(LOGS));
        for (int i = 0; i < REJECTED; i++) {
            sent.add(new Sent("a", "no record " + i));
        }
        int port = freePort();
        JobClient job = new Job(topics)
                .parallelism(2)
                .with("metrics: {address: \"127.0.0.1:" + port + "\"}\n")
                .make()
                .start(once());

        // When
        topics.send(sent);
        sendNoMessage(topics);
        Map<String, Long> numbers = numbers(port);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!agree(numbers, topics, sent.size() + 1)) {
            assertThat(System.nanoTime()).as("%s", numbers).isLessThan(deadline);
            Thread.sleep(500);
            numbers = numbers(port);
        }

        // Then
        assertThat(numbers)
                .containsEntry("rejected_total{reason=\"not_an_audit_record\"}", (long) REJECTED)
                .containsEntry("rejected_total{reason=\"no_message\"}", 1L)
                .containsEntry("hosts", 2L)
                .containsEntry("lag{partition=\"" + topics.lines() + "/0\"}", 0L)
                .containsEntry("events_total{place=\"aside\"}", 0L)
                .containsEntry("restarts", 0L);
        assertThat(numbers.get("events_total{place=\"in-order\"}")).isGreaterThan(1_000);
        assertThat(numbers.get("processes")).isGreaterThan(10);
        assertThat(numbers.get("state_bytes_total")).isGreaterThan(100_000);
        assertThat(numbers.get("checkpoint_bytes")).isPositive();
        assertThat(get(port, "/health").body()).isEqualTo("ok\n");

        // When
        job.cancel().get();
        assertThatThrownBy(() -> job.getJobExecutionResult().get()).isNotNull();

        // Then
        assertThatThrownBy(() -> get(port, "/metrics")).isInstanceOf(ConnectException.class);
    }

    @Test
    void aPortThatSomebodyHasIsSaidBeforeTheJobBegins() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LiveJob job = new Job(topics(1))
                    .with("metrics: {address: \"127.0.0.1:" + taken.getLocalPort() + "\"}\n")
                    .make();

            // When, then
            assertThatThrownBy(() -> job.start(once()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("metrics cannot be told at port " + taken.getLocalPort());
        }
    }

    private static boolean agree(Map<String, Long> numbers, Topics topics, long sent) {
        if (numbers.getOrDefault("lines_total", 0L) != sent) {
            return false;
        }
        Map<String, Long> told = new TreeMap<>();
        for (Rule rule : Rule.values()) {
            told.put("findings_total{rule=\"" + rule.slug() + "\"}", 0L);
        }
        for (String finding : topics.values(ResultKind.FINDINGS)) {
            String rule = finding.replaceFirst(".*\"rule\":\\{\"name\":\"([a-z-]+)\".*", "$1");
            told.merge("findings_total{rule=\"" + rule + "\"}", 1L, Long::sum);
        }
        Map<String, Long> counted = new TreeMap<>(numbers);
        counted.keySet().retainAll(told.keySet());
        return counted.equals(told) && told.get("findings_total{rule=\"parity-break\"}") > 0;
    }

    private static void sendNoMessage(Topics topics) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker().address()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.messages(), "a".getBytes(UTF_8), "{}".getBytes(UTF_8)))
                    .get();
        }
    }

    /** Each by what follows the job's prefix. */
    private Map<String, Long> numbers(int port) throws Exception {
        HttpResponse<String> answer = get(port, "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).endsWith("# EOF\n");
        Map<String, Long> numbers = new TreeMap<>();
        for (String line : answer.body().split("\n")) {
            if (!line.startsWith("#")) {
                int space = line.lastIndexOf(' ');
                assertThat(line).startsWith("execparity_stream_");
                String name = line.substring("execparity_stream_".length(), space);
                assertThat(numbers.put(name, Long.parseLong(line.substring(space + 1))))
                        .isNull();
            }
        }
        return numbers;
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
