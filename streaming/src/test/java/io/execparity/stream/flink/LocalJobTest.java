package io.execparity.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.stream.Analysis;
import io.execparity.stream.ResultFiles;
import io.execparity.stream.Site;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job as it is run from the command line, each time on a cluster of its own. */
final class LocalJobTest {
    private static final List<String> FILES = List.of(
            "findings.jsonl", "executions.jsonl", "checks.jsonl", "memfds.jsonl", "suppressed.jsonl", "rejected.jsonl");
    private static final Site SITE = Site.of("localhost");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theFilesAreThoseOfTheAnalysisWhateverTheParallelism(int parallelism) throws Exception {
        // Given
        List<String> audit = List.of(Corpora.ENRICHED.toString(), Corpora.RAW.toString(), oddLog());
        Path expected = folder.resolve("expected");
        long understood = analyze(audit, expected);
        Path actual = folder.resolve("actual");

        // When
        JobCounts counts = new LocalJob(audit, SITE, actual, parallelism).run(records -> {});

        // Then
        assertThat(counts.understood()).isEqualTo(understood);
        assertThat(names(actual)).containsExactlyInAnyOrderElementsOf(FILES);
        for (String file : FILES) {
            assertThat(actual.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
        }
        assertThat(Files.readAllLines(actual.resolve("findings.jsonl"))).hasSizeGreaterThan(50);
        assertThat(Files.readAllLines(actual.resolve("rejected.jsonl"))).hasSize(4);
    }

    @Test
    void aDamagedFileFailsTheJobAndLeavesEarlierResultsAsTheyWere() throws Exception {
        // Given
        byte[] whole = Files.readAllBytes(Corpora.RAW);
        Path damaged = Files.write(folder.resolve("audit.log.gz"), Arrays.copyOf(whole, whole.length / 2));
        Path results = Files.createDirectory(folder.resolve("results"));
        Files.writeString(results.resolve("findings.jsonl"), "earlier");

        // When
        // Then
        assertThatThrownBy(() -> new LocalJob(List.of(damaged.toString()), SITE, results, 1).run(records -> {}))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("is damaged at byte");
        assertThat(results.resolve("findings.jsonl")).hasContent("earlier");
        assertThat(names(results)).containsExactly("findings.jsonl");
    }

    @Test
    void aFileWithoutAnyRecordFailsTheJob() throws Exception {
        // Given
        Path novel = Files.writeString(folder.resolve("novel.txt"), "Call me Ishmael.\n");

        // When
        // Then
        assertThatThrownBy(() -> new LocalJob(List.of(Corpora.RAW.toString(), novel.toString()), SITE, folder, 2)
                        .run(records -> {}))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("holds no audit record");
    }

    @Test
    void resultsThatCannotBeWrittenAreToldAsSuch() throws Exception {
        // Given
        Path results = Files.createDirectories(folder.resolve("results"));
        Files.createDirectories(results.resolve("findings.jsonl").resolve("in the way"));

        // When
        // Then
        assertThatThrownBy(() -> new LocalJob(List.of(Corpora.RAW.toString()), SITE, results, 1).run(records -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("findings.jsonl");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static long analyze(List<String> audit, Path directory) throws Exception {
        try (ResultFiles files = new ResultFiles(directory);
                Analysis analysis = new Analysis(SITE.settings(), files.sink(), files::rejected)) {
            analysis.read(AuditLogFiles.of(audit, InputStream.nullInputStream()));
            analysis.finish();
            files.finish();
            return analysis.understood();
        }
    }

    /** Lines of all the kinds that are no record, and at the end a record without a line end. */
    private String oddLog() throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        log.writeBytes("# a comment\n\nno record\n".getBytes(StandardCharsets.US_ASCII));
        log.writeBytes("node=odd type=USER msg=audit(1795347150.824:1): text=".getBytes(StandardCharsets.US_ASCII));
        log.writeBytes("x".repeat(70_000).getBytes(StandardCharsets.US_ASCII));
        log.writeBytes("\nnode=odd type=USER msg=audit(1795347150.824:2): pid=1".getBytes(StandardCharsets.US_ASCII));
        return Files.write(folder.resolve("odd.log"), log.toByteArray()).toString();
    }
}
