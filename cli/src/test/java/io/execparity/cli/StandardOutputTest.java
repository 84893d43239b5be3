package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandardOutputTest {
    private static final File FULL = new File("/dev/full");

    @TempDir
    private Path folder;

    private static StandardOutput failingWith(String message) {
        return new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        });
    }

    @Test
    void aFullDiskIsToldOf() {
        // Given
        StandardOutput output = failingWith("No space left on device");

        // When
        assertThatThrownBy(() -> output.write(1)).isInstanceOf(IOException.class);

        // Then
        assertThat(output.failure()).hasMessage("No space left on device");
    }

    @Test
    void aReaderThatSawEnoughIsNoFailure() {
        // Given
        StandardOutput output = failingWith("Broken pipe");

        // When
        assertThatThrownBy(() -> output.write(1)).isInstanceOf(IOException.class);

        // Then
        assertThat(output.failure()).isNull();
    }

    @Test
    void anExportThatDoesNotFitOnItsDiskDoesNotEndAsOneThatIsWhole() throws Exception {
        // Given
        Path results = folder.resolve("results");
        CommandRun.of("analyze", "--audit", Corpora.file(Corpora.ENRICHED).toString(), "--out", results.toString());

        // When
        Process export = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.execparity.cli.Main",
                        "export",
                        "--results",
                        results.toString())
                .redirectOutput(FULL)
                .start();
        String errors = new String(export.getErrorStream().readAllBytes(), UTF_8);

        // Then
        assertThat(export.waitFor()).as(errors).isEqualTo(ExitCode.UNUSABLE);
        assertThat(errors).contains("standard output could not be written");
    }
}
