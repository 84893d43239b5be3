package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run that succeeds leaves behind, and what it tells its caller. */
final class AnalyzeResultTest {
    private static final String FINDINGS = Corpora.file(Corpora.ENRICHED).toString();

    @TempDir
    private Path folder;

    @Test
    void aLogWithNothingForAPersonExitsWithZero() throws IOException {
        // Given
        Path log = LogFiles.clean(folder.resolve("audit.log"));

        // When
        CommandRun run = analyze(log.toString());

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("FINDINGS", "80 understood, 0 rejected");
    }

    @Test
    void aLogWithFindingsForAPersonExitsWithThree() throws IOException {
        // When
        CommandRun run = analyze(FINDINGS);

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).contains("parity-break", "memfd-exec");
        assertThat(Files.readString(results("findings"))).contains("\"parity-break\"");
    }

    @Test
    void theFolderForResultsIsMadeWithAllThatLeadsToIt() throws IOException {
        // Given
        Path deep = folder.resolve("a/b/c");

        // When
        CommandRun run = CommandRun.of("analyze", "--audit", FINDINGS, "--out", deep.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(names(deep))
                .containsExactly(
                        "checks.jsonl",
                        "executions.jsonl",
                        "findings.jsonl",
                        "memfds.jsonl",
                        "rejected.jsonl",
                        "suppressed.jsonl");
    }

    @Test
    void twoRunsLeaveTheSameBytes() throws IOException {
        // Given
        Path again = folder.resolve("again");

        // When
        analyze(FINDINGS);
        CommandRun.of("analyze", "--audit", FINDINGS, "--out", again.toString());

        // Then
        assertThat(contents(again)).isEqualTo(contents(folder.resolve("out")));
    }

    @Test
    void linesThatNameNoHostGetTheNameGiven() throws IOException {
        // When
        CommandRun.of(
                "analyze",
                "--audit",
                Corpora.file(Corpora.RAW).toString(),
                "--host",
                "web-1",
                "--out",
                folder.resolve("out").toString());

        // Then
        assertThat(objects("executions"))
                .isNotEmpty()
                .allSatisfy(execution ->
                        assertThat(execution.at("/host/name").asText()).isEqualTo("web-1"));
    }

    @Test
    void linesThatNameTheirHostKeepIt() throws IOException {
        // When
        CommandRun.of(
                "analyze",
                "--audit",
                FINDINGS,
                "--host",
                "web-1",
                "--out",
                folder.resolve("out").toString());

        // Then
        assertThat(objects("executions"))
                .isNotEmpty()
                .allSatisfy(execution ->
                        assertThat(execution.at("/host/name").asText()).isEqualTo("lab-host"));
    }

    @Test
    void everyLineIsUnderstoodOrRejectedWithItsPlaceReasonAndBytes() throws IOException {
        // Given
        Path log = folder.resolve("mixed.log");
        String record = new String(Corpora.lines(Corpora.RAW).get(1), UTF_8);
        String rejected = "this is no record \u001b[2J\u0000";
        Files.writeString(log, record + "\n" + rejected + "\n\n# a comment\n" + record.replace(":2)", ":x)") + "\n");

        // When
        CommandRun run = analyze(log.toString());

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("1 understood, 4 rejected");
        List<JsonNode> lines = objects("rejected");
        assertThat(lines)
                .extracting(line -> line.get("reason").asText())
                .containsExactly("not_an_audit_record", "empty", "comment", "bad_stamp");
        JsonNode first = lines.get(0);
        assertThat(first.get("file").asText()).isEqualTo(log.toString());
        assertThat(first.get("offset").asLong()).isEqualTo(record.length() + 1);
        assertThat(new String(first.get("bytes").binaryValue(), UTF_8)).isEqualTo(rejected);
    }

    @Test
    void ofALineThatIsTooLongTheLengthIsToldAndTheBeginningKept() throws IOException {
        // Given
        Path log = LogFiles.clean(folder.resolve("audit.log"));
        Files.writeString(log, "x".repeat(5_000_000) + "\n", StandardOpenOption.APPEND);

        // When
        analyze(log.toString());

        // Then
        JsonNode line = objects("rejected").get(0);
        assertThat(line.get("reason").asText()).isEqualTo("oversized");
        assertThat(line.get("length").asLong()).isEqualTo(5_000_000);
        assertThat(line.get("bytes").binaryValue()).hasSize(4096);
    }

    @Test
    void missingRecordsAreNamedInTheSummary() throws IOException {
        // Given
        Path log = folder.resolve("audit.log");
        List<byte[]> lines = new ArrayList<>(Corpora.lines(Corpora.RAW).subList(0, 400));
        lines.removeIf(line -> new String(line, UTF_8).contains(":40)"));
        LogFiles.write(log, lines);

        // When
        CommandRun run = analyze(log.toString());

        // Then
        assertThat(run.output()).contains("telemetry-loss", "losses: 1 event missing in 1 gap");
    }

    private CommandRun analyze(String log) {
        return CommandRun.of(
                "analyze", "--audit", log, "--out", folder.resolve("out").toString());
    }

    private Path results(String name) {
        return folder.resolve("out").resolve(name + ".jsonl");
    }

    private List<JsonNode> objects(String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> objects = new ArrayList<>();
        for (String line : Files.readAllLines(results(name))) {
            objects.add(json.readTree(line));
        }
        return objects;
    }

    private static List<String> names(Path directory) throws IOException {
        return List.copyOf(contents(directory).keySet());
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
