package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be used is said in one sentence that names it, and results of an earlier run stay as they were. */
final class UnusableInputTest {
    @TempDir
    private Path folder;

    private Path out;
    private Path clean;

    @BeforeEach
    void leaveResultsOfAnEarlierRun() throws IOException {
        out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("findings.jsonl"), "an earlier run's\n");
        clean = LogFiles.clean(folder.resolve("clean.log"));
    }

    @Test
    void aMissingFile() throws IOException {
        assertUnusable(analyze(folder.resolve("none.log")), "none.log does not exist.");
    }

    @Test
    void aLinkThatLeadsNowhere() throws IOException {
        // Given
        Path link = Files.createSymbolicLink(folder.resolve("link.log"), folder.resolve("gone"));

        // When
        CommandRun run = analyze(link);

        // Then
        assertUnusable(run, "link.log does not exist.");
    }

    @Test
    void aFileThatFailsWhenRead() throws IOException {
        // Its address 0 is mapped to nothing, so that reading fails even for root.
        assertUnusable(analyze(Path.of("/proc/self/mem")), "/proc/self/mem could not be read: Input/output error.");
    }

    @Test
    void anEmptyFile() throws IOException {
        // Given
        Path empty = Files.createFile(folder.resolve("empty.log"));

        // When
        CommandRun run = analyze(empty);

        // Then
        assertUnusable(run, "empty.log is empty.");
    }

    @Test
    void aFolder() throws IOException {
        assertUnusable(analyze(folder), " is a folder; name the log files in it");
    }

    @Test
    void aFeedOfFlagsThatIsNoTracersIsNotUsedInSilence() throws IOException {
        // Given
        Path other = Files.writeString(folder.resolve("other.jsonl"), "{\"a\":1}\nhello\n");
        Path quiet = Files.writeString(
                folder.resolve("quiet.jsonl"), "Attaching 3 probes...\n{\"probe\":\"execveat-flags\",\"version\":1}\n");

        // When
        CommandRun unusable = analyze(clean, "--execveat-flags", other.toString());

        // Then
        assertUnusable(unusable, "other.jsonl: no line of it is a tracer's");
        assertThat(analyze(clean, "--execveat-flags", quiet.toString()).exitCode())
                .isNotEqualTo(ExitCode.UNUSABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analyze --audit LOG --out",
                "stream --audit LOG --out",
                "report --results LOG --from 2026-11-22 --to 2026-11-23 --out"
            })
    void aFolderWithoutANameIsNotTheOneThatSomebodyHappensToBeIn(String command) {
        // Given
        List<String> arguments =
                new ArrayList<>(List.of(command.replace("LOG", clean.toString()).split(" ")));
        arguments.add("");

        // When
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.errors()).startsWith("--out names no folder");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 254})
    void aHostWithoutANameOrWithTooLongAOne(int length) {
        // When
        CommandRun run = analyze(clean, "--host", "x".repeat(length));

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.errors()).startsWith("--host has 1 to 253 characters");
    }

    @Test
    void aProgram() throws IOException {
        // Given
        Path program = Path.of(System.getProperty("java.home"), "bin", "java");

        // When
        CommandRun run = analyze(program);

        // Then
        assertUnusable(run, "/bin/java looks binary and holds no audit record in its ");
    }

    @Test
    void randomBytes() throws IOException {
        // Given
        byte[] bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        Path random = Files.write(folder.resolve("random"), bytes);

        // When
        CommandRun run = analyze(random);

        // Then
        assertUnusable(run, "random looks binary and holds no audit record in its ");
    }

    @Test
    void aTextThatIsNoLog() throws IOException {
        // Given
        Path text = Files.writeString(folder.resolve("text"), "to be\nor not\n");

        // When
        CommandRun run = analyze(text);

        // Then
        assertUnusable(run, "text holds no audit record in its 2 lines (13 bytes).");
    }

    @Test
    void compressedDataCutShort() throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(Corpora.file(Corpora.RAW));
        Path cut = Files.write(folder.resolve("cut.gz"), java.util.Arrays.copyOf(whole, whole.length / 2));

        // When
        CommandRun run = analyze(cut);

        // Then
        assertUnusable(run, "cut.gz is damaged at byte ");
    }

    @Test
    void emptyStandardInput() throws IOException {
        assertUnusable(CommandRun.of("analyze", "--audit", "-", "--out", out.toString()), "Standard input is empty.");
    }

    @Test
    void standardInputWithoutARecord() throws IOException {
        assertUnusable(
                CommandRun.with("x\n", "analyze", "--audit", "-", "--out", out.toString()),
                "Standard input holds no audit record in its 1 line (2 bytes).");
    }

    @Test
    void aFileAmongGoodOnes() throws IOException {
        assertUnusable(analyze(clean, "--audit", folder.resolve("none.log").toString()), "none.log does not exist.");
    }

    @Test
    void aFolderForResultsThatIsAFile() throws IOException {
        // When
        CommandRun run = CommandRun.of("analyze", "--audit", clean.toString(), "--out", clean.toString());

        // Then
        assertUnusable(run, "clean.log: this is a file, and a folder is needed.");
    }

    @Test
    void interpretersThatAreNoYaml() throws IOException {
        // Given
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "interpreters:\n  - name: x\n  : [\n");

        // When
        CommandRun run = analyze(clean, "--interpreters", bad.toString());

        // Then
        assertUnusable(run, "bad.yaml:3:3: ");
    }

    @Test
    void interpretersOfAnUnknownKind() throws IOException {
        // Given
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "interpreters:\n  - nome: x\n");

        // When
        CommandRun run = analyze(clean, "--interpreters", bad.toString());

        // Then
        assertUnusable(run, "bad.yaml:2:5: unknown key");
    }

    @Test
    void makersThatAreMissing() throws IOException {
        assertUnusable(analyze(clean, "--benign-memfd-makers", folder + "/none.yaml"), "none.yaml", "no such file");
    }

    @Test
    void mountsThatAreMissing() throws IOException {
        assertUnusable(analyze(clean, "--mounts", folder + "/none.txt"), "none.txt", "no such file");
    }

    @Test
    void mountsThatAreAFolder() throws IOException {
        assertUnusable(analyze(clean, "--mounts", folder.toString()), folder.toString() + ": Is a directory.");
    }

    @Test
    void mountsThatAreNoMounts() throws IOException {
        // Given
        Path bad = Files.writeString(folder.resolve("mounts.txt"), "proc /proc proc rw 0 0\nnonsense\n");

        // When
        CommandRun run = analyze(clean, "--mounts", bad.toString());

        // Then
        assertUnusable(run, "mounts.txt, line 2: ");
    }

    @Test
    void flagsThatAreMissing() throws IOException {
        assertUnusable(analyze(clean, "--execveat-flags", folder + "/none.jsonl"), "none.jsonl", "no such file");
    }

    @Test
    void badUsageIsAnsweredWithTheUsage() {
        // When
        CommandRun run = CommandRun.of("analyze", "--audit", clean.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors())
                .startsWith("Missing required option: '--out=DIR'")
                .contains("Usage: execparity analyze");
    }

    @Test
    void anUnknownInterfaceNamesThoseThereAre() {
        // When
        CommandRun run =
                CommandRun.of("analyze", "--audit", clean.toString(), "--out", "x", "--kernel-has", "telepathy");

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("telepathy");
    }

    private CommandRun analyze(Path log, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("analyze", "--out", out.toString(), "--audit", log.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private void assertUnusable(CommandRun run, String... words) throws IOException {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().strip())
                .startsWith("execparity analyze: ")
                .endsWith(".")
                .contains(words)
                .doesNotContain("\n", "\tat ", "Exception");
        try (var files = Files.list(out)) {
            assertThat(files).containsExactly(out.resolve("findings.jsonl"));
        }
        assertThat(Files.readString(out.resolve("findings.jsonl"))).isEqualTo("an earlier run's\n");
    }
}
