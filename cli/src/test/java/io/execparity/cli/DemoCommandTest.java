package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one command that a newcomer starts. */
final class DemoCommandTest {
    @TempDir
    private Path folder;

    private CommandRun once() {
        return CommandRun.of(
                "demo",
                "--once",
                "--port",
                "0",
                "--data",
                folder.resolve("demo").toString(),
                "--corpus",
                Corpora.file("").toString());
    }

    @Test
    void itSaysWhereItIsShownAndWhatWasFoundOnBothKernels() throws Exception {
        // When
        CommandRun run = once();

        // Then
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.output())
                .containsPattern("http://localhost:\\d+/ shows .*demo/results")
                .contains("parity-break", "memfd-exec", "findings.jsonl")
                .contains(String.format(Locale.ROOT, "lines: %,d understood, 0 rejected", lines()));
        String findings = Files.readString(folder.resolve("demo/results/findings.jsonl"));
        assertThat(findings).contains("\"name\":\"lab-host\"").contains("\"name\":\"lab-raw\"");
        // What was measured is read as well, and leads to the TPM's register.
        assertThat(findings).contains("measurement-violation").doesNotContain("measurement-list-tampered");
    }

    @Test
    void startedAgainItGoesOnAndLeavesNothingButItsFolder() throws Exception {
        // Given
        CommandRun first = once();
        Path findings = folder.resolve("demo/results/findings.jsonl");
        List<String> all = Files.readAllLines(findings);
        Files.write(findings, all.subList(0, 20));

        // When
        CommandRun second = once();

        // Then
        assertThat(second.exitCode()).isEqualTo(first.exitCode());
        assertThat(Files.readAllLines(findings)).isEqualTo(all);
        assertThat(names(folder)).containsExactly("demo");
        assertThat(names(folder.resolve("demo"))).containsExactlyInAnyOrder("runs", "results");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(CommandRun.of("demo", "--speed", "0").exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(CommandRun.of("demo", "--port", "70000").exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(CommandRun.of("demo", "--corpus", folder.toString()).errors())
                .contains("audit.log.gz is not there");
    }

    private static long lines() throws IOException {
        long lines = 0;
        for (String boot : List.of("linux-7.2-enriched", "linux-7.2-raw")) {
            try (var log = new GZIPInputStream(Files.newInputStream(Corpora.file(boot + "/audit.log.gz")))) {
                for (byte b : log.readAllBytes()) {
                    lines += b == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
