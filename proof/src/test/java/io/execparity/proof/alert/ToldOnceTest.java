package io.execparity.proof.alert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.alert.Findings;
import io.execparity.alert.finding.AlertFacts;
import io.execparity.proof.chain.TopicFeed;
import io.execparity.proof.process.Broker;
import io.execparity.proof.process.Waiting;
import io.execparity.proof.results.TopicResults;
import io.execparity.schema.testing.OwnProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real kernel's lines from a real broker through the job and the alerting process to real receivers, while both are
 * killed in the midst of what they do and started again.
 */
class ToldOnceTest {
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final String CORPUS = "corpus/linux-7.2-enriched/audit.log.gz";
    private static final String DETECTIONS = "streaming/detections/memfd-exec/corpus/";
    private static final List<String> BENIGN = List.of("quiet-runc-by-digest.log", "quiet-runc-by-path.log");
    private static final String LINES = "execparity.lines";
    private static final String FINDINGS = "execparity.findings";
    private static final int ASKED_EVERY = 100;

    @TempDir
    private Path folder;

    private Broker broker;
    private Receivers receivers;
    private OwnProcess job;
    private OwnProcess alerts;

    @BeforeEach
    void startAll() throws Exception {
        broker = new Broker(Files.createDirectories(folder.resolve("broker")));
        broker.start();
        broker.createTopic(LINES, 2);
        broker.createTopic(FINDINGS, 1);
        broker.createTopic("execparity.suppressed", 1);
        receivers = Receivers.start(folder.resolve("receivers"));
        Path stream = Files.writeString(
                folder.resolve("stream.yaml"), """
                kafka: {bootstrap: ["%s"]}
                state: {checkpoints: %s, interval-milliseconds: 1000}
                """.formatted(broker.address(), folder.resolve("checkpoints")));
        job = main("stream", stream);
        job.start();
        Path alert = Files.writeString(
                folder.resolve("alert.yaml"),
                "kafka: {bootstrap: [\"%s\"], topic: %s, begin: oldest}%nstate: %s%n%s"
                        .formatted(broker.address(), FINDINGS, folder.resolve("state"), receivers.routes(folder)));
        alerts = main("alert", alert);
        alerts.start();
    }

    private OwnProcess main(String command, Path config) {
        return OwnProcess.java(
                List.of("-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Djava.io.tmpdir=" + folder),
                "io.execparity.cli.Main",
                List.of(command, "--config", config.toString()),
                folder.resolve(command + ".log"));
    }

    @AfterEach
    void stopAll() throws IOException {
        alerts.close();
        job.close();
        receivers.close();
        broker.close();
    }

    @Test
    void receivers_are_told_of_each_thing_once_and_in_order_and_not_of_benign_makers() throws Exception {
        // Given
        List<String> analyzed = ids(Findings.told(Findings.ofLog(CORPUS).lines()));
        assertThat(analyzed).hasSizeGreaterThan(20);

        // When
        feed(analyzed.size());
        until(() -> receivers.hooked().size() >= analyzed.size() - 5);
        alerts.kill();
        alerts.start();
        until(() -> receivers.hooked().size() >= analyzed.size()
                && receivers.logged().size() >= analyzed.size()
                && receivers.mailed().size() >= analyzed.size()
                && receivers.alerts().size() >= analyzed.size());

        // Then
        List<AlertFacts> found =
                Findings.told(TopicResults.read(broker.address(), FINDINGS).values());
        List<String> ids = ids(found);
        assertThat(ids).containsExactlyInAnyOrderElementsOf(analyzed);
        assertThat(receivers.hooked()).containsExactlyElementsOf(ids);
        // A kill between an answer and its being noted: the same notice, by its key.
        assertThat(receivers.hookTook()).isBetween(ids.size(), ids.size() + 2);
        assertThat(receivers.logged()).containsExactlyElementsOf(ids);
        assertThat(receivers.mailed())
                .containsExactlyElementsOf(found.stream()
                        .map(facts -> "[ExecParity] " + facts.severity() + ": " + facts.rule() + " on " + facts.host())
                        .toList());
        assertThat(receivers.alerts()).hasSize(ids.size());
        for (JsonNode alert : receivers.alerts()) {
            assertThat(alert.at("/status/state").asText()).isEqualTo("active");
            assertThat(alert.at("/annotations/sentence").asText()).isNotEmpty();
            assertThat(alert.at("/labels/alertname").asText()).isNotEmpty();
        }
    }

    private static List<String> ids(List<AlertFacts> findings) {
        return findings.stream().map(AlertFacts::id).toList();
    }

    /**
     * Benign makers' lines; then a kernel's log, in whose midst job and alerts are killed and started again: as soon as the
     * job has not yet said of some that they hold, and at half of it at the latest.
     */
    private void feed(int expected) throws Exception {
        try (TopicFeed feed = new TopicFeed(broker.address(), LINES)) {
            for (String benign : BENIGN) {
                for (String line : lines(DETECTIONS + benign)) {
                    feed.send(benign.getBytes(UTF_8), line.getBytes(ISO_8859_1));
                }
            }
            feed.flush();
            until(() ->
                    TopicResults.read(broker.address(), "execparity.suppressed").records() >= BENIGN.size());
            List<String> lines = lines(CORPUS);
            int most = lines.size() / 2;
            boolean killed = false;
            for (int i = 0; i < lines.size(); i++) {
                feed.send("lab-host".getBytes(UTF_8), lines.get(i).getBytes(ISO_8859_1));
                if (!killed && i % ASKED_EVERY == 0) {
                    Thread.sleep(50);
                    int told = receivers.hooked().size();
                    if (i >= most || told >= expected / 4 && hasUncommitted()) {
                        feed.flush();
                        until(() -> receivers.hooked().size() >= expected / 4);
                        kill();
                        killed = true;
                    }
                }
            }
        }
    }

    private void kill() throws Exception {
        job.kill();
        alerts.kill();
        job.start();
        alerts.start();
    }

    private boolean hasUncommitted() throws Exception {
        TopicPartition partition = new TopicPartition(FINDINGS, 0);
        try (Admin admin = broker.admin()) {
            long committed = end(admin, partition, IsolationLevel.READ_COMMITTED);
            return committed < end(admin, partition, IsolationLevel.READ_UNCOMMITTED);
        }
    }

    private static long end(Admin admin, TopicPartition partition, IsolationLevel level) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static List<String> lines(String path) throws IOException {
        try (InputStream file = Files.newInputStream(Path.of("..").resolve(path));
                InputStream in = path.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return new String(in.readAllBytes(), ISO_8859_1).lines().toList();
        }
    }

    private void until(Waiting.Condition condition) throws InterruptedException {
        Waiting.until(MOST, () -> job.told() + alerts.told(), condition);
    }
}
