package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.cli.topic.TopicFeed;
import io.execparity.collect.broker.EmbeddedBroker;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.dashboard.server.Board;
import io.execparity.dashboard.server.BoardSettings;
import io.execparity.stream.flink.RunningJob;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a record in Kafka to a row on a page that is open, by a real broker and the real job, and no search server. */
final class DashboardLiveTest {
    private static final Path RECORDS =
            Corpora.root().resolve("streaming/detections/memfd-exec/corpus/fires-huge-pages.log");

    @TempDir
    private Path folder;

    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aFindingOfTheLiveJobIsShownOnAnOpenPage() throws Exception {
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(folder.resolve("broker"), EmbeddedBroker.Settings.anywhere())) {
            LiveConfig config = new LiveConfigReader(Map.of()).read(job(broker));
            // Nobody made the topics yet.
            try (TopicFeed feed = new TopicFeed(config, complaints::add);
                    Board board = ServeCommand.open(
                            feed, folder.resolve("triage"), noLogs(), BoardSettings.onLoopback(0), complaints::add);
                    RunningJob job = RunningJob.start(config);
                    Chromium chromium = Chromium.start();
                    Visit visit = Visit.of(chromium.browser(), board.port())) {
                visit.to("/findings?status=any&attention=any");
                assertThat(visit.all("td.sentence").count()).isZero();
                visit.page().evaluate("() => { window.sameAsBefore = true; }");

                // When
                send(broker, "execparity.findings", "no result");
                for (String line : Files.readAllLines(RECORDS)) {
                    send(broker, "execparity.lines", line);
                }
                visit.page().waitForSelector("td.sentence");

                // Then
                assertThat(visit.text("td.sentence")).contains("executed the memory file");
                assertThat(visit.page().evaluate("() => window.sameAsBefore")).isEqualTo(true);
                assertThat(complaints).singleElement().asString().contains("execparity.findings/0:0: not JSON");
                job.awaitRead();
            }
        }
    }

    private Path job(EmbeddedBroker broker) throws IOException {
        return Files.writeString(
                folder.resolve("stream.yaml"),
                "kafka: {bootstrap: [\"" + broker.address() + "\"]}\nstate: {checkpoints: "
                        + folder.resolve("checkpoints") + ", interval-milliseconds: 300}\n");
    }

    private static AuditLogFiles noLogs() throws Exception {
        return AuditLogFiles.of(List.of(), InputStream.nullInputStream());
    }

    private static void send(EmbeddedBroker broker, String topic, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.address());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "web-1".getBytes(UTF_8), value.getBytes(UTF_8)))
                    .get();
        }
    }
}
