package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuppressionsOptionTest {
    private static final String LOG =
            Corpora.file("linux-7.2-raw").resolve("audit.log.gz").toString();

    @TempDir
    private Path folder;

    private CommandRun run(String command, Path suppressions) {
        return CommandRun.of(
                command,
                "--audit",
                LOG,
                "--out",
                folder.resolve(command).toString(),
                "--suppressions",
                suppressions.toString());
    }

    private List<String> lines(String command, String file) throws IOException {
        return Files.readAllLines(folder.resolve(command).resolve(file));
    }

    @Test
    void whatIsSuppressedIsInTheOtherFileWithWhoSaysSoAndTheJobAgrees() throws IOException {
        // Given
        String found = findingWithAFile();
        Path suppressions = Files.writeString(folder.resolve("s.yaml"), """
                suppressions:
                - id: lab-script
                  rules: [parity-break]
                  host: localhost
                  file: {path: %s, inode: %s, device: '%s'}
                  reason: The lab does so on purpose.
                  owner: the lab
                  created: 2026-01-01T00:00:00Z
                  expires: 2026-12-31T00:00:00Z
                """.formatted(
                        member(found, "path"), member(found, "inode"), member(found, "device")));
        // When
        CommandRun analyze = run("analyze", suppressions);
        CommandRun stream = run("stream", suppressions);
        // Then
        assertThat(analyze.errors() + stream.errors()).isEmpty();
        assertThat(lines("analyze", "findings.jsonl")).doesNotContain(found);
        assertThat(lines("analyze", "suppressed.jsonl"))
                .anyMatch(line -> line.contains("\"suppressed\":{\"by\":\"lab-script\",\"confidence\":\"likely\","
                        + "\"reason\":\"The lab does so on purpose.\"}"));
        for (String file : List.of("findings.jsonl", "suppressed.jsonl")) {
            assertThat(lines("stream", file)).isEqualTo(lines("analyze", file));
        }
    }

    private String findingWithAFile() throws IOException {
        CommandRun.of(
                "analyze", "--audit", LOG, "--out", folder.resolve("before").toString());
        return lines("before", "findings.jsonl").stream()
                .filter(line -> line.contains("\"parity-break\"") && line.contains("\"inode\""))
                .findFirst()
                .orElseThrow();
    }

    /** A text member of the finding's file. */
    private static String member(String finding, String name) {
        String file = finding.substring(finding.indexOf("\"file\":{"));
        String rest = file.substring(file.indexOf('"' + name + "\":\"") + name.length() + 4);
        return rest.substring(0, rest.indexOf('"'));
    }

    @Test
    void whatWouldHideTooMuchIsRefusedWithItsPlace() throws IOException {
        // Given
        Path suppressions = Files.writeString(folder.resolve("s.yaml"), """
                suppressions:
                - id: all
                  rules: [parity-break]
                  file: {path: /opt/x}
                """);
        // When
        CommandRun run = run("analyze", suppressions);
        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.errors()).contains(suppressions + ":4:9: a path alone can be imitated");
        assertThat(folder.resolve("analyze/findings.jsonl")).doesNotExist();
    }
}
