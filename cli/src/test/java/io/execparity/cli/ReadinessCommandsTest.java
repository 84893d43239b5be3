package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.schema.codec.HostSnapshotJson;
import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What advise and coverage print, and that the dashboard says the same. */
final class ReadinessCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ServedCorpus served;
    private static String results = "";

    @BeforeAll
    static void serve() throws Exception {
        served = ServedCorpus.in(folder);
        results = folder.resolve("FOLDER/results").toString();
    }

    @AfterAll
    static void stop() throws IOException {
        served.close();
    }

    @Test
    void adviseSaysWhatItRestsOnWhatWouldBreakAndWhatNobodyKnows() {
        // When
        CommandRun run = CommandRun.of("advise", "--results", results, "--switch", "restrict-file");

        // Then
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .contains("WATCHED  2026-11-22T11:14:00.983Z to")
                .contains("NOT COMPLETE: auditing was changed")
                .contains("/opt/lab/noexec.ei")
                .contains("fix: chmod +x /opt/lab/noexec.ei")
                .contains("not known: An interpreter that never asked")
                .doesNotContain("memfd-noexec");
    }

    @Test
    void logsAreAdvisedOnAsTheirResultsAre() throws IOException {
        // When
        CommandRun ofLog = CommandRun.of(
                "advise", "--audit", Corpora.file(Corpora.ENRICHED).toString(), "--format", "json");
        CommandRun ofResults = CommandRun.of("advise", "--results", analyzed(), "--format", "json");

        // Then
        assertThat(ofLog.errors()).isEmpty();
        assertThat(JSON.readTree(ofLog.output())).isEqualTo(JSON.readTree(ofResults.output()));
    }

    @Test
    void thePageHasTheSameAnswers() throws Exception {
        // When
        JsonNode advice = JSON.readTree(CommandRun.of("advise", "--results", results, "--format", "json")
                .output());
        JsonNode coverage = JSON.readTree(CommandRun.of("coverage", "--results", results, "--format", "json")
                .output());

        // Then
        assertThat(JSON.readTree(served.get("/api/v1/readiness").body())).isEqualTo(advice);
        assertThat(JSON.readTree(served.get("/api/v1/coverage").body())).isEqualTo(coverage);
        assertThat(served.get("/api/v1/readiness?switch=none").statusCode()).isEqualTo(400);
    }

    @Test
    void thePageShowsWhatTheProbeCameTo() throws Exception {
        // Given
        JsonNode run = JSON.readTree(served.get("/api/v1/probe").body()).at("/runs/0");
        assertThat(run.path("host").asText()).isEqualTo("lab-host");
        assertThat(run.path("found").asInt() + run.path("lost").size()).isEqualTo(36);

        // Then
        try (Chromium chromium = Chromium.start();
                Visit visit = Visit.of(chromium.browser(), served.port())) {
            visit.to("/coverage");
            assertThat(visit.text("main"))
                    .contains("Proven by the probe", "securebits-locked not-recorded")
                    .contains("Load -k execparity-securebits of 30-execparity.rules.");
            visit.to("/coverage?host=elsewhere");
            assertThat(visit.text("main")).contains("No outcome of a probe is here.");
        }
    }

    @Test
    void thePageShowsWhatASwitchWouldBreak() {
        try (Chromium chromium = Chromium.start();
                Visit visit = Visit.of(chromium.browser(), served.port())) {
            visit.to("/posture/readiness?pane=memfd-noexec%3D2");
            assertThat(visit.text("main"))
                    .contains(
                            "/memfd:runc_cloned:/proc/self/exe (deleted)",
                            "Not complete",
                            "run it from a file on disk");
            visit.page().fill("#mount", "/dev/shm");
            visit.click("form.end button");
            assertThat(visit.text("main")).contains("move /dev/shm/p off /dev/shm");
        }
    }

    @Test
    void coverageNamesTheLineThatIsMissing() throws IOException {
        // Given
        HostSnapshot told = new HostSnapshot(
                1,
                "lab-host",
                "a",
                HostSnapshot.Cause.START,
                "",
                "7.2.13",
                "",
                List.of("apparmor"),
                "0",
                List.of(),
                List.of("enabled 1"),
                Files.readAllLines(Corpora.file("linux-7.2-enriched/audit.rules")),
                Files.readAllLines(Corpora.file("linux-7.2-enriched/ima-policy")),
                List.of(),
                List.of(),
                "");
        Path snapshot = Files.writeString(
                folder.resolve("snapshot.jsonl"), new String(new HostSnapshotJson().line(told), UTF_8) + "\n");

        // When
        String results = analyzed();
        CommandRun inferred = CommandRun.of("coverage", "--results", results);
        CommandRun known = CommandRun.of("coverage", "--results", results, "--host-snapshot", snapshot.toString());

        // Then
        assertThat(inferred.exitCode()).isZero();
        // It fired there: blind for one of its two ways only.
        assertThat(rows(inferred.output(), "blind")).isEmpty();
        assertThat(rows(inferred.output(), "partly")).contains("securebits-tamper");
        assertThat(inferred.output()).contains("inferred from what came").contains("-S unshare,setns");
        assertThat(rows(known.output(), "partly")).contains("securebits-tamper");
        assertThat(rows(known.output(), "sees"))
                .contains("memfd-map-exec", "memfd-exec", "parity-break", "appraisal-failed");
        assertThat(known.output())
                .doesNotContain("inferred from what came")
                .contains("-a always,exit -F arch=b64 -S unshare,setns -k execparity-namespace");
    }

    /** Results of the log alone: no agent told anything of the host, as the served ones have it. */
    private static String analyzed() {
        String out = folder.resolve("analyzed").toString();
        CommandRun run = CommandRun.of(
                "analyze", "--audit", Corpora.file(Corpora.ENRICHED).toString(), "--out", out);
        assertThat(run.errors()).isEmpty();
        return out;
    }

    private static List<String> rows(String table, String sight) {
        List<String> rules = new ArrayList<>();
        for (String line : table.lines().toList()) {
            String[] cells = line.trim().split(" +", -1);
            if (cells.length > 1 && cells[1].equals(sight)) {
                rules.add(cells[0]);
            }
        }
        return rules;
    }

    @Test
    void whatAHostChoseCannotMoveTheCursor() throws IOException {
        // Given
        Path hostile = Files.createDirectories(folder.resolve("hostile"));
        Files.writeString(hostile.resolve("findings.jsonl"), "");
        Files.writeString(
                hostile.resolve("executions.jsonl"),
                "{\"@timestamp\":\"2026-11-22T11:14:40.275Z\",\"host\":{\"name\":\"h\\u001b[2J\"},\"process\":{\"pid\":1},"
                        + "\"file\":{\"path\":\"/tmp/\\u001b[31m\\u202e\"},\"execparity\":{\"mode\":\"direct\","
                        + "\"vector\":\"binary\",\"origin\":\"file\",\"check\":\"none\",\"outcome\":\"ran\"}}\n");

        // When
        CommandRun advise = CommandRun.of("advise", "--results", hostile.toString(), "--switch", "noexec:/tmp");
        CommandRun coverage = CommandRun.of("coverage", "--results", hostile.toString());

        // Then
        assertThat(advise.output()).contains("\\x1b[31m\\u202e").doesNotContain("\u001b", "\u202e");
        assertThat(coverage.output()).contains("\\x1b[2J").doesNotContain("\u001b");
    }

    @Test
    void whatCannotBeReadIsNamedWithItsPlace() throws IOException {
        // Given
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("findings.jsonl"), "");
        Files.writeString(broken.resolve("executions.jsonl"), "{}\n");

        // Then
        assertThat(CommandRun.of("advise", "--results", broken.toString()).errors())
                .contains("executions.jsonl:1: @timestamp is missing");
        assertThat(CommandRun.of("advise", "--results", folder.resolve("none").toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("advise").exitCode()).isEqualTo(2);
        CommandRun unknown = CommandRun.of("advise", "--results", results, "--switch", "memfd-noexec=3");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.errors()).contains("--switch memfd-noexec=3 is none of");
    }
}
