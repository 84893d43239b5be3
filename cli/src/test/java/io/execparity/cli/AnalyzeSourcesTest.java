package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** However a log is handed over, the findings are the same. */
final class AnalyzeSourcesTest {
    private static final List<String> ROTATED = List.of("audit.log.3.gz", "audit.log.2", "audit.log.1", "audit.log");

    private static Path folder;
    private static String expected;

    @BeforeContainer
    static void writeTheLogInEveryForm() throws IOException {
        folder = Files.createTempDirectory("analyze-sources");
        List<byte[]> lines = Corpora.lines(Corpora.RAW);
        int part = lines.size() / ROTATED.size() + 1;
        for (int i = 0; i < ROTATED.size(); i++) {
            LogFiles.write(
                    folder.resolve(ROTATED.get(i)), lines.subList(i * part, Math.min(lines.size(), (i + 1) * part)));
        }
        CommandRun.of("analyze", "--audit", Corpora.file(Corpora.RAW).toString(), "--out", out("expected"));
        expected = findings("expected");
    }

    @AfterContainer
    static void removeThem() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 6)
    void rotatedFilesAreReadOldestFirstWhateverTheOrderOfArguments(@ForAll("orders") List<String> order)
            throws IOException {
        // Given
        List<String> arguments = new ArrayList<>(List.of("analyze", "--out", out("rotated"), "--audit"));
        order.forEach(name -> arguments.add(folder.resolve(name).toString()));

        // When
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(findings("rotated")).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> orders() {
        return Arbitraries.shuffle(ROTATED);
    }

    @Property(tries = 1)
    void theOptionMayBeRepeated() throws IOException {
        // Given
        List<String> arguments = new ArrayList<>(List.of("analyze", "--out", out("repeated")));
        ROTATED.forEach(
                name -> arguments.addAll(List.of("--audit", folder.resolve(name).toString())));

        // When
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(findings("repeated")).isEqualTo(expected);
    }

    @Property(tries = 1)
    void standardInputIsReadWhereADashStandsForIt() throws IOException {
        // Given
        InputStream log = Files.newInputStream(Corpora.file(Corpora.RAW));

        // When
        CommandRun run = CommandRun.with(
                new GZIPInputStream(new BufferedInputStream(log)), "analyze", "--audit", "-", "--out", out("stdin"));

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(findings("stdin")).isEqualTo(expected);
    }

    @Property(tries = 1)
    void compressedStandardInputIsReadAsItIs() throws IOException {
        // Given
        InputStream log = Files.newInputStream(Corpora.file(Corpora.RAW));

        // When
        CommandRun run = CommandRun.with(log, "analyze", "--audit", "-", "--out", out("stdin"));

        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(findings("stdin")).isEqualTo(expected);
    }

    private static String out(String name) {
        return folder.resolve("out-" + name).toString();
    }

    private static String findings(String name) throws IOException {
        return Files.readString(folder.resolve("out-" + name).resolve("findings.jsonl"));
    }
}
