package io.execparity.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.execparity.alert.choice.Choice;
import io.execparity.alert.config.AlertConfig;
import io.execparity.alert.config.AlertConfigReader;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.route.Alertmanager;
import io.execparity.alert.route.WebServer;
import io.execparity.alert.route.WebServer.Post;
import io.execparity.collect.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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

/**
 * A real kernel's findings from a real broker to a real Alertmanager and an HTTPS receiver, while the process between
 * them is killed, the receiver fails, and a job that was restarted writes again what it had not committed.
 */
final class KilledAlertsTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String TOPIC = "findings";
    /** Behind all others: what it comes after was taken. */
    private static final String LAST = Findings.line(2_000_000_000_000L, "memfd-exec", "alert", "high", "last", "/x");

    @TempDir
    private static Path folder;

    private static KafkaBroker broker;
    private static Alertmanager alertmanager;
    private static WebServer hook;
    private static final List<Findings.OfLog> BENIGN = new ArrayList<>();
    private static Findings.OfLog corpus;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(Files.createDirectories(folder.resolve("broker")));
        alertmanager = Alertmanager.start(folder.resolve("alertmanager"));
        Files.createFile(folder.resolve("alert.log"));
        hook = WebServer.start(Files.createDirectories(folder.resolve("hook")));
        corpus = Findings.ofLog("corpus/linux-7.2-enriched/audit.log.gz");
        for (String known : List.of("quiet-runc-by-digest.log", "quiet-runc-by-path.log")) {
            BENIGN.add(Findings.ofLog("streaming/detections/memfd-exec/corpus/" + known));
        }
    }

    @AfterAll
    static void stop() {
        hook.close();
        alertmanager.close();
        broker.close();
    }

    @Test
    void everybodyIsToldOfEachThingOnceAndInOrder() throws Exception {
        hook.forget();
        List<String> expected = expected();
        Path config = config();
        Process process = AlertProcess.start(config, folder.resolve("alert.log").toFile());
        int kills = 0;
        try (KafkaProducer<byte[], byte[]> job = job()) {
            hook.reply(500, Map.of(), 0);
            hook.reply(429, Map.of("Retry-After", "1"), 0);
            int third = corpus.lines().size() / 3;
            for (int part = 0; part < 3; part++) {
                int end = part == 2 ? corpus.lines().size() : part * third + third;
                List<String> lines = corpus.lines().subList(part * third, end);
                List<String> aborted = lines.subList(0, lines.size() / 2);
                write(job, TOPIC, aborted, false);
                // In the midst of what it has to tell by now.
                Set<String> written = ids(corpus.lines().subList(0, part * third + aborted.size()));
                long enough = expected.stream().filter(written::contains).count() - 2;
                until(() -> hook.taken().size() >= enough);
                process.destroyForcibly().waitFor();
                kills++;
                write(job, TOPIC, lines, true);
                process = AlertProcess.start(config, folder.resolve("alert.log").toFile());
            }
            for (Findings.OfLog known : BENIGN) {
                assertThat(known.suppressed()).isNotEmpty();
                write(job, TOPIC, known.lines(), true);
            }
            write(job, TOPIC, List.of(LAST), true);
            expected.add(Findings.facts(LAST).id());
            until(() -> told(hook.taken()).size() == expected.size());
            until(() -> alertmanager.alerts().size() == expected.size());
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(told(hook.taken())).containsExactlyElementsOf(expected);
        // A kill between an answer and its being noted: the same notice, by its key.
        assertThat(hook.taken().size()).isBetween(expected.size(), expected.size() + kills);
        for (JsonNode alert : alertmanager.alerts()) {
            assertThat(alert.at("/status/state").asText()).isEqualTo("active");
            assertThat(alert.at("/annotations/sentence").asText()).isNotEmpty();
            assertThat(alert.at("/labels/alertname").asText()).isNotEmpty();
        }
    }

    @Test
    void whatWasDeletedBeforeItWasReadIsToldAsLoss() throws Exception {
        String topic = "short";
        Path file = Files.writeString(folder.resolve("short.yaml"), """
                kafka: {bootstrap: ["%s"], topic: %s, begin: oldest}
                state: %s
                routes: [{name: hook, type: webhook, url: "%s/", authorities: %s, per-minute: 60000}]
                """.formatted(
                        broker.address(), topic, folder.resolve("short"), hook.address(), hook.certificate()));
        AlertConfig config = new AlertConfigReader(Map.of(), "alert-1").read(file);
        List<String> complaints = new CopyOnWriteArrayList<>();
        int before = hook.taken().size();
        try (KafkaProducer<byte[], byte[]> job = job();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            write(job, topic, List.of(LAST), true);
            try (AlertService service = AlertService.start(config, Clock.systemUTC(), complaints::add)) {
                until(() -> service.status().counts().getOrDefault("delivered", 0L) == 1);
            }
            String nobodys = Findings.line(1_000, "unchecked-script", "gap", "low", "a", "/x");
            write(job, topic, Collections.nCopies(10, nobodys), true);
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(8)))
                    .all()
                    .get();
            try (AlertService service = AlertService.start(config, Clock.systemUTC(), complaints::add)) {
                until(() -> service.status().counts().getOrDefault("findings/lost", 0L) > 0);
                until(() -> hook.taken().size() == before + 2);
            }
        }

        JsonNode notice = MAPPER.readTree(hook.taken().get(before + 1).body());
        assertThat(notice.at("/finding/rule/name").asText()).isEqualTo("telemetry-loss");
        assertThat(notice.at("/finding/host/name").asText()).isEqualTo("alert-1");
        assertThat(notice.at("/finding/execparity/explanation").asText())
                .isEqualTo("Up to 7 lines of findings were gone or too long when they were to be read:"
                        + " nobody was told of them.");
        assertThat(complaints).isEmpty();
    }

    private static Set<String> ids(List<String> lines) {
        return lines.stream().map(line -> Findings.facts(line).id()).collect(Collectors.toSet());
    }

    /** The first finding of each thing that alerts, in order. */
    private static List<String> expected() {
        Map<String, String> first = new LinkedHashMap<>();
        for (String line : corpus.lines()) {
            AlertFacts facts = Findings.facts(line);
            if (Choice.usual().stream().anyMatch(choice -> choice.isAbout(facts))) {
                first.putIfAbsent(
                        String.join("|", facts.rule(), facts.host(), facts.subject(), facts.severity()), facts.id());
            }
        }
        assertThat(first).hasSizeGreaterThan(20);
        return new ArrayList<>(first.values());
    }

    private static Path config() throws IOException {
        return Files.writeString(folder.resolve("alert.yaml"), """
                kafka: {bootstrap: ["%s"], topic: %s, begin: oldest}
                state: %s
                dashboard: http://127.0.0.1:8321
                routes:
                  - {name: hook, type: webhook, url: "%s/", authorities: %s, things: 1000, per-minute: 60000}
                  - {name: alertmanager, type: alertmanager, url: "%s", things: 1000, per-minute: 60000}
                """.formatted(
                        broker.address(),
                        TOPIC,
                        folder.resolve("state"),
                        hook.address(),
                        hook.certificate(),
                        alertmanager.address()));
    }

    private static KafkaProducer<byte[], byte[]> job() {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.address(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "job"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void write(KafkaProducer<byte[], byte[]> job, String topic, List<String> lines, boolean commit)
            throws Exception {
        job.beginTransaction();
        List<Future<?>> sent = new ArrayList<>();
        for (String line : lines) {
            sent.add(job.send(new ProducerRecord<>(topic, 0, new byte[0], line.getBytes(UTF_8))));
        }
        for (Future<?> one : sent) {
            one.get();
        }
        if (commit) {
            job.commitTransaction();
        } else {
            job.abortTransaction();
        }
    }

    /** The findings of what was told as new, each key once. */
    private static List<String> told(List<Post> posts) throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        for (Post post : posts) {
            JsonNode notice = MAPPER.readTree(post.body());
            if (notice.path("kind").asText().equals("new")) {
                told.putIfAbsent(
                        String.valueOf(post.headers().get("Idempotency-Key")),
                        notice.at("/finding/event/id").asText());
            }
        }
        return List.copyOf(told.values());
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.call()) {
            assertThat(System.nanoTime())
                    .as(Files.readString(folder.resolve("alert.log")))
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
