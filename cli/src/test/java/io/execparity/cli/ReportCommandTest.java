package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.codec.HostSnapshotJson;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What report says of a real log, and what it cannot use. */
final class ReportCommandTest {
    private static final Path BOOT = Corpora.file("linux-7.2-raw");
    private static final String GOLDEN = "corpus-report-controls.csv";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void analyze() {
        CommandRun run = CommandRun.of(
                "analyze",
                "--audit",
                BOOT.resolve("audit.log.gz").toString(),
                "--ima",
                BOOT.resolve("ascii_runtime_measurements_sha256").toString(),
                "--out",
                folder.resolve("results").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
    }

    private static CommandRun report(String out, String from, String to, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("report", "--out", folder.resolve(out).toString()));
        arguments.addAll(List.of("--results", folder.resolve("results").toString(), "--from", from, "--to", to));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static String written(String out, String name) throws IOException {
        return Files.readString(folder.resolve(out).resolve(name));
    }

    @Test
    void theCorpusIsJudgedAsItWas() throws IOException {
        // When
        CommandRun run = report("all", "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z", "--format", "csv,json");
        // Then
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(run.output())
                .contains("incomplete: gaps that are known: 2")
                .contains("evidence of violation")
                .contains("manifest.json");
        String controls = written("all", "report-controls.csv");
        if ("write".equals(System.getProperty("execparity.golden"))) {
            Files.writeString(Path.of("src/test/resources/io/execparity/cli", GOLDEN), controls);
        }
        try (InputStream golden = ReportCommandTest.class.getResourceAsStream(GOLDEN)) {
            assertThat(controls)
                    .isEqualTo(new String(requireNonNull(golden, GOLDEN).readAllBytes(), UTF_8));
        }
        assertThat(written("all", "report.json"))
                .contains("\"executions\" : 449")
                .contains("No record of unshare, setns and clone");
    }

    @Test
    void aPeriodWithoutResultsIsIncompleteAndNeedsNobody() throws IOException {
        CommandRun run = report("empty", "2026-11-20", "2026-11-21", "--format", "json", "--hosts", "local*", "db-1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(run.output())
                .contains("    0  no violation seen, telemetry complete")
                .contains("incomplete");
        assertThat(written("empty", "report.json"))
                .contains("\"kind\" : \"never-seen\"")
                .contains("\"kind\" : \"silent\"");
    }

    @Test
    void snapshotsAndSuppressionsAreReadFromFiles() throws IOException {
        // Given
        HostSnapshot snapshot = new HostSnapshot(
                Instant.parse("2026-11-22T11:00:00Z").toEpochMilli(),
                "localhost",
                "agent",
                HostSnapshot.Cause.START,
                "",
                "",
                "",
                List.of(),
                "",
                List.of("/dev/vda / ext4 rw 0 0", "tmpfs /tmp tmpfs rw,noexec 0 0"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "");
        Path messages = Files.write(folder.resolve("hosts.jsonl"), new HostSnapshotJson().line(snapshot));
        Path suppressions = Files.writeString(folder.resolve("s.yaml"), """
                suppressions:
                - id: nothing-in-particular
                  rules: [parity-break]
                  file: {hash: {sha256: %s}}
                  reason: The lab does so on purpose.
                  owner: the lab
                  created: 2026-01-01T00:00:00Z
                  expires: 2026-12-31T00:00:00Z
                """.formatted("ab".repeat(32)));
        // When
        CommandRun run = report(
                "mounts",
                "2026-11-22T11:00:00Z",
                "2026-11-22T12:00:00Z",
                "--format",
                "csv",
                "--host-snapshot",
                messages.toString(),
                "--suppressions",
                suppressions.toString());
        // Then
        assertThat(run.errors()).isEmpty();
        assertThat(written("mounts", "report-controls.csv"))
                .containsPattern(
                        "\"RHEL-09-231115\",[^\n]*\"evidence of violation\",\"/dev/shm is not noexec on 1 host")
                .containsPattern("\"RHEL-09-231130\",[^\n]*\"no violation seen, telemetry incomplete\"");
    }

    @Test
    void whatCannotBeUsedIsTold() {
        String from = "2026-11-22";
        assertUnusable(report("x", "yesterday", from), "yesterday is no time");
        assertUnusable(report("x", from, from), "is not later than");
        assertUnusable(report("x", from, "2026-11-23", "--silence", "soon"), "--silence is soon");
        assertUnusable(report("x", from, "2026-11-23", "--silence", "1s"), "less than a minute");
        assertUnusable(report("x", from, "2026-11-23", "--silence", "99999999999999h"), "more than a year");
        assertUnusable(
                report("x", from, "2026-11-23", "--suppressions", "/nowhere/s.yaml"),
                "/nowhere/s.yaml: there is no such file");
        assertUnusable(report("x", from, "2026-11-23", "--sign", "k.pem"), "go together");
        assertUnusable(report("x", from, "2026-11-23", "--triage", "said"), "--triage is for --elasticsearch");
        assertUnusable(report("x", from, "2026-11-23", "--hosts", "nobody-*"), "no host is called nobody-*");
        assertUnusable(
                report(
                        "x",
                        from,
                        "2026-11-23",
                        "--host-snapshot",
                        folder.resolve("results/findings.jsonl").toString()),
                "findings.jsonl:1: this is no message about a host");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private static void assertUnusable(CommandRun run, String sentence) {
        assertThat(run.errors()).contains(sentence);
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    }
}
