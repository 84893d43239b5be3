package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.agent.Agent;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import io.execparity.stream.SiteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tracer saw, from the program that an agent runs to findings that only it could decide. */
final class LiveTracerTest extends LiveJobs {
    private static final String HOST = "lab-host";
    private static final Map<String, Path> LOG = Map.of(HOST, Corpora.ENRICHED);
    private static final Path LAB = Path.of("../corpus/linux-7.2-enriched/execveat.jsonl");
    /** In a backlog the records' time counts, and the tracer's topic may be read behind it: this is longer than the log. */
    private static final String UNTIL_THE_END = "waits: {quiet-milliseconds: 600000, hold-milliseconds: 600000}\n";

    private static final Duration LONG = Duration.ofSeconds(60);

    /** As the lab's tracer saw it, and as if no call had been a check, by which findings become others. */
    @ParameterizedTest
    @CsvSource({"69632, CHECKS", "4096, FINDINGS"})
    void whatATracerSawDecidesAsItDoesInTheAnalysis(String flags, ResultKind decided) throws Exception {
        // Given
        Path feed = Files.writeString(
                folder.resolve("execveat.jsonl"),
                Files.readString(LAB).replace("\"flags\":69632", "\"flags\":" + flags));
        Topics topics = topics(1);
        int lines = Corpora.lines(Corpora.ENRICHED).size();
        int calls = Files.readAllLines(feed).size();
        Agent agent = agent(topics, feed);
        try {
            assertThat(broker().records(topics.lines(), lines, LONG)).hasSize(lines);
            assertThat(broker().records(topics.flags(), calls, LONG)).hasSize(calls);
        } finally {
            agent.close();
        }

        // When
        new Job(topics).bounded().parallelism(2).traced().with(UNTIL_THE_END).run();

        // Then
        Map<ResultKind, Map<String, String>> expected = Topics.analyzed(LOG, host -> traced(host, feed));
        Map<ResultKind, Map<String, String>> untraced = Topics.analyzed(LOG);
        for (ResultKind kind : List.of(ResultKind.FINDINGS, ResultKind.CHECKS, ResultKind.EXECUTIONS)) {
            assertThat(topics.latest(kind)).isEqualTo(expected.get(kind));
        }
        assertThat(expected.get(decided)).isNotEqualTo(untraced.get(decided));
        long ownWords = Files.readAllLines(feed).stream()
                .filter(line -> !line.startsWith("{"))
                .count();
        assertThat(topics.values(ResultKind.REJECTED))
                .hasSize((int) ownWords)
                .allMatch(line -> line.contains("no_trace"));
    }

    private static Site traced(String host, Path feed) {
        try {
            return new Site(
                    host,
                    List.of(),
                    List.of(),
                    null,
                    SiteFile.of(feed),
                    Set.of(),
                    -1,
                    Set.of(),
                    List.of(),
                    null,
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that follows a log, and runs a program that prints what the lab's tracer printed and then goes on. */
    private Agent agent(Topics topics, Path feed) throws Exception {
        Path log = folder.resolve("audit.log");
        Files.write(log, Corpora.lines(Corpora.ENRICHED), ISO_8859_1);
        String sources = "  audit-log: {file: " + log + "}\n  execveat-flags: [tail, -n, +1, -f, " + feed + "]";
        return agent(topics, HOST, sources);
    }
}
