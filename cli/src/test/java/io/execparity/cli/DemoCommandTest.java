package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one command that a newcomer starts: killed while the logs are written, and started again to their end. */
final class DemoCommandTest {
    private static final List<String> BOOTS = List.of("linux-7.2-enriched", "linux-7.2-raw");
    private static final List<String> KINDS = List.of("findings", "executions", "checks", "suppressed", "rejected");

    @TempDir
    private static Path folder;

    private static long toldBeforeTheKill;
    private static CommandRun secondStart;

    @BeforeAll
    static void killOneAndStartItAgain() throws Exception {
        toldBeforeTheKill = killOneThatTellsFindings();
        secondStart = demo("--once");
    }

    private static CommandRun demo(String... options) {
        List<String> arguments = new ArrayList<>(List.of("demo"));
        arguments.addAll(List.of(options));
        arguments.addAll(options());
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static List<String> options() {
        return List.of(
                "--port",
                "0",
                "--data",
                folder.resolve("demo").toString(),
                "--corpus",
                Corpora.file("").toString());
    }

    /** Returns how many findings its dashboard had when it was killed. */
    private static long killOneThatTellsFindings() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "demo",
                "--speed",
                "10"));
        command.addAll(options());
        Process demo = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try (BufferedReader output = demo.inputReader(UTF_8)) {
            String url = String.valueOf(output.readLine()).split(" ", 2)[0];
            long findings = 0;
            while (findings == 0 && demo.isAlive()) {
                Thread.sleep(50);
                findings = findings(url);
            }
            return findings;
        } finally {
            demo.destroyForcibly().waitFor();
        }
    }

    private static long findings(String url) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(url + "api/v1/findings?limit=1"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(question, HttpResponse.BodyHandlers.ofString())
                .body();
        return Long.parseLong(answer.replaceFirst("(?s).*\"total\" *: *(\\d+).*", "$1"));
    }

    @Test
    void whatComesThroughAllOfItIsWhatAnalyzeFinds() throws Exception {
        // Given
        assertThat(toldBeforeTheKill).isPositive();
        assertThat(Files.readString(folder.resolve("errors"))).isEmpty();

        // When
        for (String boot : BOOTS) {
            analyze(boot);
        }

        // Then
        for (String kind : KINDS) {
            List<String> expected = new ArrayList<>();
            for (String boot : BOOTS) {
                expected.addAll(Files.readAllLines(folder.resolve(boot).resolve(kind + ".jsonl")));
            }
            assertThat(Files.readAllLines(folder.resolve("demo/results/" + kind + ".jsonl")))
                    .as(kind)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** With all that was saved beside a log. */
    private static void analyze(String boot) throws IOException {
        String register = Files.readAllLines(Corpora.file(boot + "/pcr10.txt")).stream()
                .map(line -> line.trim().toLowerCase(Locale.ROOT).replace(' ', '='))
                .filter(line -> line.startsWith("sha256="))
                .findFirst()
                .orElseThrow();
        List<String> arguments = new ArrayList<>(List.of("analyze", "--host", "lab-raw", "--pcr", register));
        for (String[] option : new String[][] {
            {"--audit", "audit.log.gz"},
            {"--mounts", "mounts.txt"},
            {"--ima-policy", "ima-policy"},
            {"--ima", "binary_runtime_measurements_sha256"},
            {"--execveat-flags", "execveat.jsonl"}
        }) {
            Path file = Corpora.file(boot + "/" + option[1]);
            if (Files.exists(file)) {
                arguments.addAll(List.of(option[0], file.toString()));
            }
        }
        arguments.addAll(List.of("--out", folder.resolve(boot).toString()));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(ExitCode.FOUND);
    }

    @Test
    void itSaysWhereItIsShownAndWhatWasFoundOnBothKernels() throws Exception {
        assertThat(secondStart.errors()).isEmpty();
        assertThat(secondStart.exitCode()).isEqualTo(ExitCode.FOUND);
        assertThat(secondStart.output())
                .containsPattern("http://localhost:\\d+/ answers")
                .contains("parity-break", "memfd-exec", "findings.jsonl")
                .contains(String.format(Locale.ROOT, "lines: %,d understood, 0 rejected", lines()));
        String findings = Files.readString(folder.resolve("demo/results/findings.jsonl"));
        assertThat(findings).contains("\"name\":\"lab-host\"").contains("\"name\":\"lab-raw\"");
        // What was measured is read as well, and leads to the TPM's register.
        assertThat(findings).contains("measurement-violation").doesNotContain("measurement-list-tampered");
    }

    @Test
    void startedOnceMoreItShowsTheSameAndLeavesNothingButItsFolder() throws Exception {
        // When
        CommandRun third = demo("--once");

        // Then
        assertThat(third.exitCode()).isEqualTo(secondStart.exitCode());
        assertThat(tables(third)).isEqualTo(tables(secondStart));
        assertThat(names(folder.resolve("demo")))
                .containsExactlyInAnyOrder("lock", "broker", "hosts", "checkpoints", "results", "finished");
    }

    /** Without the address, which is another one each time. */
    private static String tables(CommandRun run) {
        return run.output().substring(run.output().indexOf('\n'));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(CommandRun.of("demo", "--speed", "0").exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(CommandRun.of("demo", "--port", "70000").exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(CommandRun.of("demo", "--corpus", folder.toString()).errors())
                .contains("audit.log.gz is not there");
    }

    private static int lines() {
        return Corpora.lines(Corpora.ENRICHED).size()
                + Corpora.lines(Corpora.RAW).size();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
