package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.stream.ResultKind;
import io.execparity.stream.flink.Topics.Sent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job as a site runs it, from a real broker's topics to its topics. */
final class LiveJobTest extends LiveJobs {
    private static final Map<String, Path> LOGS =
            Map.of("a", Corpora.RAW, "b", Corpora.RAW, "c", Corpora.RAW, "execlab", Corpora.ENRICHED);

    @ParameterizedTest
    @CsvSource({"1, heap", "2, heap", "4, heap", "1, rocksdb", "2, rocksdb", "4, rocksdb"})
    void theTopicsHoldWhatTheAnalysisFinds(int parallelism, String backend) throws Exception {
        // Given
        Topics topics = topics(4);
        topics.send(Topics.interleaved(LOGS));

        // When
        new Job(topics).bounded().parallelism(parallelism).backend(backend).run();

        // Then
        assertThatTopicsHold(topics, Topics.analyzed(LOGS));
    }

    @Test
    void aJobGoesOnFromTheSavepointOfAnother() throws Exception {
        // Given
        Topics topics = topics(4);
        List<List<Sent>> halves = Topics.halves(LOGS);
        topics.send(halves.get(0));
        JobClient first =
                new Job(topics).parallelism(2).backend("rocksdb").make().start(once());
        topics.await(ResultKind.EXECUTIONS, 100, Duration.ofSeconds(30));

        // When
        String savepoint = first.stopWithSavepoint(
                        false, folder.resolve("savepoint").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        topics.send(halves.get(1));
        Configuration from = once();
        from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        settle(topics, new Job(topics).parallelism(3).make().start(from));

        // Then
        assertThatTopicsHold(topics, Topics.analyzed(LOGS));
    }

    @Test
    void aFindingIsThereSoonAfterItsRecordAndWithoutAnEndOfTheInput() throws Exception {
        // Given
        Topics topics = topics(2);
        List<Sent> lines = Corpora.lines(Corpora.RAW, 880, 915).stream()
                .map(line -> new Sent("a", line))
                .toList();
        topics.send(List.of(new Sent("other", "no record")));
        JobClient job = new Job(topics).make().start(once());
        topics.await(ResultKind.REJECTED, 1, Duration.ofSeconds(30));

        // When
        long begun = System.nanoTime();
        topics.send(lines);
        topics.await(ResultKind.FINDINGS, 1, Duration.ofSeconds(30));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        job.cancel().get();

        // Then
        assertThat(String.join("", topics.values(ResultKind.FINDINGS))).contains("parity-break");
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aJobWhoseClusterIsGoneGoesOnFromItsLastCheckpoint() throws Exception {
        // Given
        Topics topics = topics(4);
        List<List<Sent>> halves = Topics.halves(LOGS);
        topics.send(halves.get(0));
        JobClient first = new Job(topics).parallelism(2).make().start();
        topics.await(ResultKind.EXECUTIONS, 50, Duration.ofSeconds(30));

        // When
        kill(first);
        topics.send(halves.get(1));
        settle(topics, new Job(topics).parallelism(2).make().start());

        // Then
        assertThatTopicsHold(topics, Topics.analyzed(LOGS));
    }

    @Test
    void ofAHostThatFallsSilentAllIsToldWhileAnotherGoesOn() throws Exception {
        // Given
        Topics topics = topics(4);
        List<String> whole = Corpora.lines(Corpora.RAW, 880, 1075);
        // Its last act is to execute a memory file; how that ends is not on record yet.
        List<String> begin = Corpora.lines(Corpora.RAW, 880, 1051);
        List<Sent> other = Topics.interleaved(Map.of("other", Corpora.RAW));
        JobClient job = new Job(topics)
                .parallelism(2)
                .with("waits: {hold-milliseconds: 3000}\n")
                .make()
                .start(once());

        // When
        topics.send(begin.stream().map(line -> new Sent("a", line)).toList());
        Map<ResultKind, Map<String, String>> expected = analyzed(begin);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        int sent = 0;
        while (!holdsOf("a", topics, expected)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            topics.send(other.subList(sent, sent + 20));
            sent += 20;
            Thread.sleep(500);
        }
        List<String> toldOnce = topics.values(ResultKind.EXECUTIONS);

        // Then
        assertThat(toldOnce).doesNotHaveDuplicates();
        assertThat(expected.get(ResultKind.FINDINGS).values())
                .anyMatch(finding -> finding.contains("memfd-exec"))
                .anyMatch(finding -> finding.contains("unchecked-script"));
        assertThat(expected.get(ResultKind.EXECUTIONS).values())
                .anyMatch(execution -> execution.contains("audit(1795347155.764:1051)"));

        // When
        topics.send(whole.subList(begin.size(), whole.size()).stream()
                .map(line -> new Sent("a", line))
                .toList());
        settle(topics, job);

        // Then
        assertThat(holdsOf("a", topics, analyzed(whole))).isTrue();
    }

    private Map<ResultKind, Map<String, String>> analyzed(List<String> lines) throws Exception {
        return Topics.analyzed(Map.of("a", Files.write(folder.resolve("a.log"), lines, ISO_8859_1)));
    }

    private static boolean holdsOf(String host, Topics topics, Map<ResultKind, Map<String, String>> expected) {
        for (ResultKind kind : List.of(ResultKind.FINDINGS, ResultKind.EXECUTIONS, ResultKind.CHECKS)) {
            Map<String, String> latest = topics.latest(kind);
            latest.keySet().removeIf(key -> !key.startsWith(host + ' '));
            if (!latest.equals(expected.get(kind))) {
                return false;
            }
        }
        return true;
    }

    private static void assertThatTopicsHold(Topics topics, Map<ResultKind, Map<String, String>> expected) {
        for (ResultKind kind : List.of(ResultKind.EXECUTIONS, ResultKind.CHECKS, ResultKind.SUPPRESSED)) {
            assertThat(topics.values(kind))
                    .containsExactlyInAnyOrderElementsOf(expected.get(kind).values());
        }
        assertThat(topics.latest(ResultKind.FINDINGS)).isEqualTo(expected.get(ResultKind.FINDINGS));
    }
}
