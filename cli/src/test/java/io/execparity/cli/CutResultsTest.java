package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results of which a part is missing: whoever reads them once must not take them for all. */
final class CutResultsTest {
    @TempDir
    private Path folder;

    private Path results(String kind, String text) throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        Files.writeString(
                results.resolve("findings.jsonl"), MadeUpResults.finding("parity-break", "/tmp/one.sh", 1) + "\n");
        Files.writeString(
                results.resolve("executions.jsonl"),
                MadeUpResults.execution(9, 1, 1, "/tmp/one.sh", 7, "indirect", "ran") + "\n");
        Files.writeString(results.resolve("checks.jsonl"), "");
        Files.writeString(results.resolve("memfds.jsonl"), "");
        Files.writeString(results.resolve(kind + ".jsonl"), text);
        return results;
    }

    private CommandRun run(String command, Path results) {
        List<String> arguments = new ArrayList<>(List.of(command, "--results", results.toString()));
        if (command.equals("report")) {
            arguments.addAll(List.of("--from", "2026-11-22", "--to", "2026-11-23", "--format", "json"));
            arguments.addAll(List.of("--out", folder.resolve("report").toString()));
        }
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void adviceSaysWhichKindOfResultsIsNotThere() throws IOException {
        // Given
        Path results = results("checks", "");
        Files.delete(results.resolve("memfds.jsonl"));

        // When
        CommandRun table = run("advise", results);
        CommandRun json = CommandRun.of("advise", "--results", results.toString(), "--format", "json");

        // Then
        assertThat(table.output())
                .contains("NOT COMPLETE: the results have no memfds.jsonl")
                .doesNotContain("no checks.jsonl");
        JsonNode watched = new ObjectMapper().readTree(json.output()).path("watched");
        assertThat(watched.path("complete").asBoolean()).isFalse();
        assertThat(watched.path("absent").toString()).isEqualTo("[\"memfds\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "export, --suppressions, /nowhere/s.yaml",
        "export, --host, a",
        "coverage, --mounts, /proc/self/mounts",
        "coverage, --ima, /nowhere/list",
        "advise, --interpreters, /nowhere/i.yaml",
        "advise, --syslog-tag, tag"
    })
    void whatTellsHowLogsAreAnalyzedDoesNotSeemToHoldForResults(String command, String option, String value)
            throws IOException {
        // Given
        Path results = results("checks", "");

        // When
        CommandRun run = CommandRun.of(command, "--results", results.toString(), option, value);

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.errors()).startsWith(option + " tells how logs are analyzed, and no --audit was given");
    }

    @Test
    void mountsThatWereGivenKeepWhatLiesElsewhereFromBreaking() throws IOException {
        // Given
        Path results =
                results("executions", MadeUpResults.execution(9, 1, 1, "/srv/in/one.sh", 7, "direct", "ran") + "\n");
        Path mounts = Files.writeString(
                folder.resolve("mounts"), "a / ext4 rw 0 0\nb /srv ext4 rw 0 0\nc /srv/in ext4 rw 0 0\n");

        // When
        CommandRun run = CommandRun.of(
                "advise", "--results", results.toString(), "--mounts", mounts.toString(), "--switch", "noexec:/srv");

        // Then
        assertThat(run.output()).contains("noexec:/srv  0 break, 0 unknown, 1 unaffected");
        Files.writeString(mounts, "a / ext4 rw 0 0\ngarbage\n");
        assertThat(CommandRun.of("advise", "--results", results.toString(), "--mounts", mounts.toString())
                        .errors())
                .contains("mounts, line 2: a mount has at least four fields");
    }

    @ParameterizedTest
    @CsvSource({
        "advise, findings",
        "advise, executions",
        "coverage, findings",
        "export, findings",
        "export, executions",
        "report, findings",
        "report, executions"
    })
    void aFileThatEndsInsideALineIsNamedAndNothingIsConcluded(String command, String kind) throws IOException {
        // Given
        String line = kind.equals("findings")
                ? MadeUpResults.finding("audit-tampering", "/tmp/two.sh", 2)
                : MadeUpResults.execution(10, 1, 2, "/tmp/two.sh", 8, "indirect", "ran");
        Path results = results(kind, line + "\n" + line.substring(0, line.length() / 2));

        // When
        CommandRun run = run(command, results);

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.errors()).contains(kind + ".jsonl:2: the file ends inside this line");
    }
}
