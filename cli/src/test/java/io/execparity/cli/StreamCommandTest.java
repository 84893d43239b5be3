package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamCommandTest {
    private static final String ENRICHED = Corpora.file(Corpora.ENRICHED).toString();
    private static final String RAW = Corpora.file(Corpora.RAW).toString();
    private static final String FLAGS =
            Corpora.file("linux-7.2-enriched/execveat.jsonl").toString();
    private static final String MOUNTS =
            Corpora.file("linux-7.2-raw/mounts.txt").toString();

    private static final String LISTS = Corpora.file("linux-7.2-").toString();

    @TempDir
    private Path folder;

    private record Ran(int exitCode, String output, String errors) {}

    @Test
    void itSaysAndWritesWhatAnalyzeDoes() throws IOException {
        // Given
        String out = folder.resolve("results").toString();
        String[] options = {
            "--audit",
            ENRICHED,
            RAW,
            logWithLosses(),
            "--out",
            out,
            "--host",
            "other",
            "--execveat-flags",
            FLAGS,
            "--mounts",
            MOUNTS,
            "--ima",
            LISTS + "enriched/binary_runtime_measurements",
            LISTS + "raw/ascii_runtime_measurements_sha256",
            "--pcr",
            "sha256=" + "0".repeat(64),
            "--ima-policy",
            LISTS + "enriched/ima-policy"
        };
        Ran analyzed = run("analyze", options);
        String findings = Files.readString(Path.of(out, "findings.jsonl"));

        // When
        Ran streamed = run("stream", options);

        // Then
        assertThat(streamed).isEqualTo(analyzed);
        assertThat(streamed.exitCode).isEqualTo(ExitCode.FOUND);
        assertThat(Path.of(out, "findings.jsonl")).hasContent(findings);
        assertThat(findings)
                .contains("\"other\"", "\"executed-unmeasured\"", "\"measurement-list-tampered\"", "\"ima:");
        assertThat(streamed.output).contains("losses: ").doesNotContain("none seen");
    }

    /** Every fiftieth line of the raw log is missing, and it is another host's. */
    private String logWithLosses() throws IOException {
        List<byte[]> lines = Corpora.lines(Corpora.RAW);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            if (i % 50 != 0) {
                log.writeBytes("node=lossy ".getBytes(StandardCharsets.US_ASCII));
                log.writeBytes(lines.get(i));
                log.write('\n');
            }
        }
        return Files.write(folder.resolve("lossy.log"), log.toByteArray()).toString();
    }

    @Test
    void listsOfAHostThatTheLogDoesNotHave() {
        Ran ran = run(
                "stream",
                "--audit",
                RAW,
                "--out",
                folder.resolve("results").toString(),
                "--ima",
                LISTS + "raw/ascii_runtime_measurements_sha256",
                "--ima-host",
                "lab-hots");

        assertThat(ran.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(ran.errors()).contains("--ima-host lab-hots: the log has no event of this host");
    }

    @Test
    void aMissingFileIsSaidAtOnce() {
        Ran ran = run("stream", "--audit", folder.resolve("none.log").toString(), "--out", folder.toString());

        assertThat(ran.exitCode).isEqualTo(ExitCode.UNUSABLE);
        assertThat(ran.errors).startsWith("execparity stream: ").contains("none.log does not exist.");
    }

    @Test
    void aFileOfSettingsThatIsWrongIsSaidAtOnce() throws IOException {
        Path mounts = Files.writeString(folder.resolve("mounts"), "too short\n");

        Ran ran = run("stream", "--audit", RAW, "--out", folder.toString(), "--mounts", mounts.toString());

        assertThat(ran.exitCode).isEqualTo(ExitCode.UNUSABLE);
        assertThat(ran.errors).contains("mounts, line 1:");
    }

    @Test
    void certificatesThatAreNotThereAreSaidAtOnce() throws IOException {
        Path config = Files.writeString(folder.resolve("job.yaml"), """
                kafka:
                  bootstrap: ["127.0.0.1:9"]
                  properties: {security.protocol: SSL, ssl.truststore.location: /nowhere/ca.jks}
                state: {checkpoints: %s}
                """.formatted(folder.resolve("checkpoints")));

        Ran ran = run("stream", "--config", config.toString());

        assertThat(ran.errors)
                .startsWith("execparity stream: Kafka cannot be reached: no Kafka client can be made of the settings: ")
                .contains("/nowhere/ca.jks")
                .endsWith("there is no such file.\n");
        assertThat(ran.exitCode).isEqualTo(ExitCode.UNUSABLE);
    }

    @Test
    void parallelismBeginsWithOne() {
        Ran ran = run("stream", "--audit", RAW, "--out", folder.toString(), "--parallelism", "0");

        assertThat(ran.exitCode).isEqualTo(ExitCode.UNUSABLE);
        assertThat(ran.errors).contains("--parallelism is 0");
    }

    private static Ran run(String command, String... options) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(concatenated(command, options));
        return new Ran(exitCode, output.toString(), errors.toString());
    }

    private static String[] concatenated(String command, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = command;
        System.arraycopy(options, 0, arguments, 1, options.length);
        return arguments;
    }
}
