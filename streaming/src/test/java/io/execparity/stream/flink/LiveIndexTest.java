package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.codec.KeyedLine;
import io.execparity.schema.codec.SortKey;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import io.execparity.stream.elastic.BulkWriter;
import io.execparity.stream.elastic.DeadLetters;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.TestServer;
import io.execparity.stream.live.LiveConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The live job's results on a real search server, and what that refuses in a real broker's topic. */
final class LiveIndexTest extends LiveJobs {
    private static final Map<String, Path> LOGS = Map.of("a", Corpora.RAW, "execlab", Corpora.ENRICHED);

    @Test
    void theIndicesHoldWhatTheAnalysisFindsAndWhatWasRejected() throws Exception {
        // Given
        TestServer server = TestServer.shared();
        server.installAnew();
        Topics topics = topics(2);
        topics.send(Topics.interleaved(LOGS));
        topics.send(List.of(new Topics.Sent("a", "no record")));

        // When
        indexing(topics, server).run();

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
        Topics topics = topics(1);
        LiveConfig config = indexing(topics, running).config();
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

    private Job indexing(Topics topics, TestServer server) {
        return new Job(topics)
                .bounded()
                .parallelism(2)
                .with("elasticsearch:\n  servers: [\"" + server.address() + "\"]\n");
    }
}
