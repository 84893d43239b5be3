package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.testing.KafkaBroker;
import io.execparity.schema.codec.KeyedLine;
import io.execparity.schema.codec.SortKey;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import io.execparity.stream.elastic.BulkWriter;
import io.execparity.stream.elastic.DeadLetters;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.TestServer;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live job's results on a real search server, and what that refuses in a real broker's topic. */
final class LiveIndexTest {
    private static final Map<String, Path> LOGS = Map.of("a", Corpora.RAW, "execlab", Corpora.ENRICHED);

    @TempDir
    private static Path brokerFolder;

    private static KafkaBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(brokerFolder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void theIndicesHoldWhatTheAnalysisFindsAndWhatWasRejected() throws Exception {
        // Given
        TestServer server = TestServer.shared();
        server.installAnew();
        Topics topics = new Topics(broker, 2);
        topics.send(Topics.interleaved(LOGS));
        topics.send(List.of(new Topics.Sent("a", "no record")));
        Configuration once = new Configuration();
        once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");

        // When
        new LiveJob(config(topics, server)).start(once).getJobExecutionResult().get();

        // Then
        Map<ResultKind, Map<String, String>> expected = Topics.analyzed(LOGS);
        for (ResultKind kind :
                List.of(ResultKind.FINDINGS, ResultKind.EXECUTIONS, ResultKind.CHECKS, ResultKind.SUPPRESSED)) {
            assertThat(server.documents(kind))
                    .isEqualTo(expected.get(kind).values().stream().sorted().toList());
        }
        assertThat(server.documents(ResultKind.REJECTED)).hasSize(1);
    }

    @Test
    void whatTheServerRefusesForGoodIsInTheTopicOfTheRejected() throws Exception {
        // Given
        TestServer running = TestServer.shared();
        running.installAnew();
        Topics topics = new Topics(broker, 1);
        LiveConfig config = config(topics, running);
        DeadLetters.Factory letters = new DeadLetterTopic.Factory(
                config.kafka().properties(), config.topics().of(ResultKind.REJECTED));
        byte[] poison = "{\"nobody knows\": 1}".getBytes(UTF_8);

        // When
        try (DeadLetters opened = letters.open();
                ElasticServer server = new ElasticServer(config.elastic().orElseThrow());
                BulkWriter writer = new BulkWriter(server, opened)) {
            writer.add(
                    new EncodedResult(ResultKind.FINDINGS, KeyedLine.of(new SortKey(1, "a", 1, 1, "poison"), poison)));
            writer.flush();
        }

        // Then
        List<String> kept = new ArrayList<>(topics.values(ResultKind.REJECTED));
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0)).contains("refused_by_index", "elasticsearch/findings/");
    }

    private LiveConfig config(Topics topics, TestServer server) throws Exception {
        Path file = Files.writeString(
                folder.resolve("stream.yaml"),
                "kafka:\n  bootstrap: [\"" + broker.address() + "\"]\n  group: " + topics.prefix
                        + "\n  bounded: true\n" + topics.yaml() + "state: {checkpoints: "
                        + folder.resolve("checkpoints") + "}\nparallelism: 2\nelasticsearch:\n  servers: [\""
                        + server.address() + "\"]\n");
        return new LiveConfigReader(Map.of()).read(file);
    }
}
