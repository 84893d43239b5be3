package io.execparity.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.alert.config.AlertConfig;
import io.execparity.alert.config.AlertConfigReader;
import io.execparity.alert.testing.WebServer;
import io.execparity.collect.testing.KafkaBroker;
import io.execparity.stream.probe.Announcement;
import io.execparity.stream.probe.AnnouncementKey;
import io.execparity.stream.probe.AnnouncementTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from topics to an HTTPS receiver, with a real broker. */
final class TopicAlertsTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    @TempDir
    private static Path folder;

    private static KafkaBroker broker;
    private static WebServer hook;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(Files.createDirectories(folder.resolve("broker")));
        hook = WebServer.start(Files.createDirectories(folder.resolve("hook")));
    }

    @AfterAll
    static void stop() {
        hook.close();
        broker.close();
    }

    @Test
    void whatWasDeletedBeforeItWasReadIsToldAsLoss() throws Exception {
        hook.forget();
        AlertConfig config = config("findings", "");
        List<String> complaints = new CopyOnWriteArrayList<>();
        write("findings", List.of(Findings.line(2_000_000_000_000L, "memfd-exec", "alert", "high", "a", "/x")));
        try (AlertService service = AlertService.start(config, Clock.systemUTC(), complaints::add)) {
            until(() -> service.status().counts().getOrDefault("delivered", 0L) == 1, complaints);
        }
        write("findings", Collections.nCopies(10, Findings.line(1_000, "unchecked-script", "gap", "low", "a", "/x")));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.deleteRecords(Map.of(new TopicPartition("findings", 0), RecordsToDelete.beforeOffset(8)))
                    .all()
                    .get();
        }
        try (AlertService service = AlertService.start(config, Clock.systemUTC(), complaints::add)) {
            until(() -> service.status().counts().getOrDefault("findings/lost", 0L) > 0, complaints);
            until(() -> hook.taken().size() == 2, complaints);
        }

        JsonNode notice = MAPPER.readTree(hook.taken().get(1).body());
        assertThat(notice.at("/finding/rule/name").asText()).isEqualTo("telemetry-loss");
        assertThat(notice.at("/finding/host/name").asText()).isEqualTo("alert-1");
        assertThat(notice.at("/finding/execparity/explanation").asText())
                .isEqualTo("Up to 7 lines of findings were gone or too long when they were to be read:"
                        + " nobody was told of them.");
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatAnAnnouncedProbeCausesIsHeldBackAndWhoCopiesItsMarkerIsTold() throws Exception {
        hook.forget();
        String siteKey = "0123456789abcdef0123456789abcdef";
        Path secret = Files.writeString(folder.resolve("site-key"), siteKey);
        AlertConfig config = config("probed", "probe: {key: \"${file:" + secret + "}\", topic: announced}");
        long now = System.currentTimeMillis();
        String run = "execparity-probe-0123456789abcdef";
        Announcement announcement = new Announcement("a", run, now, now + 60_000, List.of("memfd-exec"));
        AnnouncementTopic.send(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()),
                "announced",
                announcement,
                AnnouncementKey.ofHost(siteKey, "a"));
        List<String> complaints = new CopyOnWriteArrayList<>();
        try (AlertService service = AlertService.start(config, Clock.systemUTC(), complaints::add)) {
            until(() -> service.status().counts().getOrDefault("findings/announced", 0L) == 1, complaints);
            write(
                    "probed",
                    List.of(
                            Findings.line(now, "memfd-exec", "alert", "high", "a", "/tmp/" + run + "/memfd-exec"),
                            Findings.line(now, "memfd-exec", "alert", "high", "b", "/tmp/" + run + "/memfd-exec")));
            until(() -> hook.taken().size() == 1, complaints);
            assertThat(service.status().counts()).containsEntry("findings/probe", 1L);
        }

        JsonNode notice = MAPPER.readTree(hook.taken().get(0).body());
        assertThat(notice.at("/finding/host/name").asText()).isEqualTo("b");
        assertThat(notice.at("/finding/execparity/explanation").asText()).endsWith("no announcement covers it.");
        assertThat(complaints)
                .containsExactly("the host a announced the probe's run " + run + ", 1 verbs: each is held back once");
    }

    private static AlertConfig config(String topic, String more) throws IOException {
        Path file = Files.writeString(folder.resolve(topic + ".yaml"), """
                kafka: {bootstrap: ["%s"], topic: %s, begin: oldest}
                state: %s
                routes: [{name: hook, type: webhook, url: "%s/", authorities: %s, per-minute: 60000}]
                %s
                """.formatted(
                broker.address(), topic, folder.resolve(topic + "-state"), hook.address(), hook.certificate(), more));
        return new AlertConfigReader(Map.of(), "alert-1").read(file);
    }

    private static void write(String topic, List<String> lines) throws Exception {
        try (KafkaProducer<byte[], byte[]> job = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String line : lines) {
                job.send(new ProducerRecord<>(topic, 0, new byte[0], line.getBytes(UTF_8)))
                        .get();
            }
        }
    }

    private static void until(Callable<Boolean> condition, List<String> complaints) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(complaints.toString()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
