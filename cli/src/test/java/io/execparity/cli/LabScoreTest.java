package io.execparity.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lab's kept runs, analyzed again and scored as the lab does; scenarios that came after one are not asked of it. */
final class LabScoreTest {
    private static final Path LAB = Corpora.root().resolve("lab");

    @TempDir
    private static Path compiled;

    @TempDir
    private Path folder;

    /** Once, as java would compile it for every run. */
    @BeforeAll
    static void compile() {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        compiled.toString(),
                        LAB.resolve("src/Score.java").toString());
        assertThat(status).isZero();
    }

    static List<Path> runs() throws IOException {
        try (Stream<Path> runs = Files.list(Corpora.file("lab"))) {
            return runs.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whatWasProvenOnAKernelStillIs(Path run) throws Exception {
        // Given
        Path log = unpacked(run);
        CommandRun.of(
                "analyze",
                "--audit",
                log.toString(),
                "--mounts",
                run.resolve("mounts.txt").toString(),
                "--out",
                folder.toString());

        // When
        String scored = score(run, log, truth(run));

        // Then
        assertThat(scored).doesNotContain("RED", "lacks", "must not have");
        assertThat(Files.readAllLines(folder.resolve("score.tsv")))
                .isEqualTo(Files.readAllLines(run.resolve("score.tsv")));
    }

    @Test
    void theTableInTheReadmeIsWhatTheKeptRunsSay() throws Exception {
        // When
        String table = said(List.of("table", Corpora.file("lab").toString()));
        // Then
        assertThat(Files.readString(LAB.resolve("README.md"))).contains(table);
    }

    @Test
    void whatIsMissingAndWhatIsTooMuchIsRed() throws Exception {
        // Given
        Path run = runs().get(0);
        Path log = unpacked(run);
        Files.writeString(folder.resolve("findings.jsonl"), "");
        Path truth = folder.resolve("truth.tsv");
        Files.writeString(truth, "D01-direct-elf\tmemfd-exec\t\t\nI01-py-file\tmemfd-exec>=99.0\t\t\nZ99-none\t\t\t\n");

        // When
        String scored = score(run, log, truth);

        // Then
        assertThat(scored)
                .containsPattern("memfd-exec +1 +0 +0 +RED")
                .contains("D01-direct-elf lacks memfd-exec", "Z99-none was not run")
                .doesNotContain("I01-py-file");
    }

    @Test
    void aMachineIsAskedForItsOwnScenariosOnly() throws Exception {
        // Given
        Path log = unpacked(runs().get(0));
        Files.writeString(folder.resolve("findings.jsonl"), "");
        Files.writeString(folder.resolve("kernel.txt"), "7.3.4");
        Files.writeString(folder.resolve("security.txt"), "ipe\n");
        Path truth = folder.resolve("truth.tsv");
        Files.writeString(truth, """
                scenario\tmust\tmay\tmust_not\twhy\tmachine
                Z01-usual\tmemfd-exec\t\t\tof the usual machine
                Z02-other\tmemfd-exec\t\t\tof another\tselinux
                D01-direct-elf\tmemfd-exec\t\t\tof this one\tipe
                """);

        // When
        String scored = score(folder, log, truth);

        // Then
        assertThat(scored).contains("D01-direct-elf lacks memfd-exec").doesNotContain("Z01-usual", "Z02-other");
    }

    /** A row of a machine that nobody makes would be asked of no run. */
    @Test
    void theMachinesThatTheTruthNamesAreMadeAndKept() throws Exception {
        // Given
        Set<String> kept = new TreeSet<>();
        for (Path run : runs()) {
            if (Files.exists(run.resolve("security.txt"))) {
                kept.add(Files.readString(run.resolve("security.txt")).strip());
            }
        }

        // When
        Set<String> named = new TreeSet<>();
        for (String line : Files.readAllLines(LAB.resolve("guest/truth.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (cells.length == 6 && !cells[5].isEmpty() && !cells[0].equals("scenario")) {
                named.add(cells[5]);
                assertThat(LAB.resolve("guest/security/" + cells[5] + "/scenarios"))
                        .content()
                        .contains(" " + cells[0] + " ");
            }
        }

        // Then
        assertThat(named).isNotEmpty().isEqualTo(kept);
    }

    @Test
    void anAlertWhereNoneMayComeIsRedAndWhatIsSuppressedIsCountedAsThat() throws Exception {
        // Given
        Path run = runs().get(0);
        Path log = unpacked(run);
        Files.writeString(folder.resolve("findings.jsonl"), memfdExecIn(log, "D01-direct-elf"));
        Files.writeString(folder.resolve("suppressed.jsonl"), memfdExecIn(log, "I01-py-file"));
        Path truth = folder.resolve("truth.tsv");
        Files.writeString(
                truth,
                "D01-direct-elf\tno-alert\t\t\nI03-py-module\tno-alert\t\t\nI01-py-file\tsuppressed memfd-exec,no-alert\t\t\n");

        // When
        String scored = score(run, log, truth);

        // Then
        assertThat(scored)
                .containsPattern("no-alert +3 +2 +0 +RED")
                .containsPattern("suppressed memfd-exec +1 +1 +0 +green")
                .contains("D01-direct-elf must not have memfd-exec");
    }

    @Test
    void aDayOfWhichSomebodyIsToldIsRedAndSoIsOneInWhichTooLittleWasDone() throws Exception {
        // Given
        Path run = Corpora.file("lab").resolve("linux-7.3.4-amd64-day");
        Path log = unpacked(run);
        String told = memfdExecIn(log, "Y01-day");
        Files.writeString(folder.resolve("findings.jsonl"), told + told.replace("memfd-exec", "telemetry-loss"));
        Files.writeString(folder.resolve("suppressed.jsonl"), told);
        Path truth = folder.resolve("truth.tsv");
        Files.writeString(
                truth, "Y01-day\tno-alert,did 96 container-starts,did 99999 jobs,did 1 thing\t\ttelemetry-loss\n");

        // When
        String scored = score(run, log, truth);

        // Then
        assertThat(scored)
                .containsPattern("no-alert +1 +0 +0 +RED")
                .containsPattern("no-alert: container-starts +96 +96 +0 +green")
                .containsPattern("no-alert: thing +1 +0 +0 +RED")
                .containsPattern("no-alert: records +\\d{5,}")
                .containsPattern("no-alert: suppressed +1\n")
                .contains("Y01-day must not have memfd-exec", "of 99999 jobs")
                .containsPattern("telemetry-loss +0 +0 +1 +RED");
    }

    /** A finding that rests on the record that begins the scenario. */
    private static String memfdExecIn(Path log, String scenario) throws IOException {
        Matcher begin = Pattern.compile("audit\\([\\d.]+:\\d+\\)(?=.*lab-begin " + scenario + ")")
                .matcher(Files.readString(log, ISO_8859_1));
        assertThat(begin.find()).isTrue();
        return """
                {"rule":{"name":"memfd-exec"},"execparity":{"class":"alert","evidence":["%s"]}}
                """.formatted(begin.group());
    }

    private static Path truth(Path run) {
        return LAB.resolve(Files.exists(run.resolve("day.txt")) ? "guest/truth-day.tsv" : "guest/truth.tsv");
    }

    private Path unpacked(Path run) throws IOException {
        Path log = folder.resolve("audit.log");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(run.resolve("audit.log.gz")))) {
            Files.copy(in, log);
        }
        return log;
    }

    private String score(Path run, Path log, Path truth) throws IOException, InterruptedException {
        return said(List.of(
                "score",
                log.toString(),
                folder.resolve("findings.jsonl").toString(),
                truth.toString(),
                run.resolve("kernel.txt").toString(),
                folder.resolve("score.tsv").toString()));
    }

    private static String said(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                compiled.toString(),
                "Score"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isIn(0, 3);
        return said;
    }
}
