package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.testing.KafkaBroker;
import io.execparity.stream.ResultKind;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job as a site runs it, from a real broker's topics to its topics. */
final class LiveJobTest {
    private static final Map<String, Path> LOGS =
            Map.of("a", Corpora.RAW, "b", Corpora.RAW, "c", Corpora.RAW, "execlab", Corpora.ENRICHED);

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

    @ParameterizedTest
    @CsvSource({"1, heap", "2, heap", "4, heap", "1, rocksdb", "2, rocksdb", "4, rocksdb"})
    void theTopicsHoldWhatTheAnalysisFinds(int parallelism, String backend) throws Exception {
        // Given
        Topics topics = new Topics(broker, 4);
        topics.send(Topics.interleaved(LOGS));

        // When
        new LiveJob(config(topics, parallelism, backend, true))
                .start(once())
                .getJobExecutionResult()
                .get();

        // Then
        assertThatTopicsHold(topics, Topics.analyzed(LOGS));
    }

    private static void assertThatTopicsHold(Topics topics, Map<ResultKind, Map<String, String>> expected) {
        for (ResultKind kind : List.of(ResultKind.EXECUTIONS, ResultKind.CHECKS, ResultKind.SUPPRESSED)) {
            assertThat(topics.values(kind))
                    .containsExactlyInAnyOrderElementsOf(expected.get(kind).values());
        }
        assertThat(topics.latest(ResultKind.FINDINGS)).isEqualTo(expected.get(ResultKind.FINDINGS));
    }

    private static Configuration once() {
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return settings;
    }

    private LiveConfig config(Topics topics, int parallelism, String backend, boolean bounded) throws IOException {
        Path file = Files.writeString(
                folder.resolve("stream.yaml"),
                "kafka:\n  bootstrap: [\"" + broker.address() + "\"]\n  group: " + topics.prefix + "\n  bounded: "
                        + bounded + "\n" + topics.yaml() + "state: {backend: " + backend + ", checkpoints: "
                        + folder.resolve("checkpoints") + ", interval-milliseconds: 300}\nparallelism: "
                        + parallelism + "\n");
        return new LiveConfigReader(Map.of()).read(file);
    }
}
