package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.stream.Analyses;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.EncodingSink;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import io.execparity.stream.elastic.DeadLetter;
import io.execparity.stream.elastic.DeadLetters;
import io.execparity.stream.elastic.TestServer;
import io.execparity.stream.engine.EngineSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

final class ElasticSinkTest {
    @Test
    void theIndicesHoldWhatTheAnalysisFinds() throws Exception {
        // Given
        TestServer server = TestServer.shared();
        server.installAnew();
        List<EncodedResult> expected = new ArrayList<>();
        Analyses.run(Corpora.ENRICHED, EngineSettings.standard(), new EncodingSink(expected::add));
        StreamExecutionEnvironment environment = LocalCluster.environment(2, Duration.ofSeconds(1));
        new Pipeline(
                        new AuditFileSource(List.of(Corpora.ENRICHED.toString())),
                        Site.of(Analyses.HOST),
                        new ElasticSink(server.settings(100), NoDeadLetters::new))
                .build(environment);

        // When
        environment.execute();

        // Then
        for (ResultKind kind : ResultKind.values()) {
            assertThat(server.documents(kind)).isEqualTo(lines(expected, kind));
        }
    }

    private static List<String> lines(List<EncodedResult> results, ResultKind kind) {
        return results.stream()
                .filter(result -> result.kind() == kind)
                .map(result -> new String(result.line().line(), UTF_8))
                .sorted()
                .toList();
    }

    /** None may come. */
    private static final class NoDeadLetters implements DeadLetters {
        @Override
        public void accept(DeadLetter letter) throws IOException {
            throw new IOException(letter.reason());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
