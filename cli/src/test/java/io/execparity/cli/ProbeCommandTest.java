package io.execparity.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command over what a probe did in the lab's machine, and that machine's log. */
final class ProbeCommandTest {
    private static final String LOG = "probe-linux-7.2/audit.log.gz";
    private static final Path RAN = Corpora.file("probe-linux-7.2/probe.jsonl");

    @TempDir
    private Path folder;

    @Test
    void allThatWasDoneInTheLabIsFound() throws IOException {
        // When
        CommandRun run = probe(line -> true);

        // Then
        assertThat(run.output()).contains("36 found, 0 lost, 0 not possible here");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(Files.readAllLines(folder.resolve("outcomes.jsonl")))
                .hasSize(36)
                .allMatch(line -> line.contains("\"link\":\"found\"") && line.contains("\"name\":\"lab-host\""));
    }

    @Test
    void anAuditRuleThatIsMissingIsNamed() throws IOException {
        // When
        CommandRun run = probe(line -> !line.contains("key=\"execparity-securebits\""));

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.output())
                .containsPattern("securebits-locked +not-recorded")
                .contains("Load -k execparity-securebits of 30-execparity.rules.");
        assertThat(Files.readString(folder.resolve("outcomes.jsonl"))).contains("\"link\":\"not-recorded\"");
    }

    @Test
    void aLogWithoutTheRunSaysWhichLinkIsBroken() throws IOException {
        // When
        CommandRun run = probe(line -> line.contains("type=DAEMON"));

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.output())
                .contains("0 found, 36 lost")
                .contains("Nothing of it is in the audit log.\n", "See that auditd runs");
    }

    @Test
    void whatIsOnRecordAndNotToldIsTheAnalysis() throws IOException {
        // When: the one record that says a check was denied is of another number.
        CommandRun run = probe(line -> true, "exit=-13", "exit=-2");

        // Then
        assertThat(run.output()).containsPattern("parity-mode +not-found").contains("parity-break was not told");
    }

    @Test
    void usageThatMakesNoSenseIsRefused() {
        assertThat(CommandRun.of("probe")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
            assertThat(run.errors()).contains("--audit or --config is needed");
        });
        assertThat(CommandRun.of("probe", "--audit", "x", "--verbs", "fly").errors())
                .contains("There is no verb 'fly'");
        assertThat(CommandRun.of("probe", "--audit", "x", "--ran", "y", "--heartbeat", "5")
                        .errors())
                .contains("--ran goes with --audit alone");
        assertThat(CommandRun.of("probe", "--list").output()).contains("memfd-masquerade");
    }

    @Test
    void whatIsNoRunIsRefusedWithItsPlace() throws IOException {
        // Given
        Path log = Files.write(folder.resolve("audit.log"), Corpora.lines(LOG).get(0));
        Path wrong = Files.writeString(folder.resolve("wrong.jsonl"), "{\"version\":2,\"marker\":\"x\"}\n");

        // When
        CommandRun run = CommandRun.of("probe", "--ran", wrong.toString(), "--audit", log.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.errors()).contains("wrong.jsonl", "another version of the probe");
    }

    private CommandRun probe(Predicate<String> kept) throws IOException {
        return probe(kept, "", "");
    }

    private CommandRun probe(Predicate<String> kept, String from, String to) throws IOException {
        List<String> lines = Corpora.lines(LOG).stream()
                .map(line -> new String(line, ISO_8859_1))
                .filter(kept)
                .map(line -> from.isEmpty() ? line : line.replace(from, to))
                .toList();
        Path log = Files.write(folder.resolve("audit.log"), lines, ISO_8859_1);
        return CommandRun.of(
                "probe",
                "--ran",
                RAN.toString(),
                "--audit",
                log.toString(),
                "--out",
                folder.resolve("outcomes.jsonl").toString());
    }
}
