package io.execparity.dashboard.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.dashboard.heartbeat.Heartbeat.Lost;
import io.execparity.schema.codec.ProbeJson;
import io.execparity.schema.message.ProbeOutcome;
import io.execparity.schema.message.ProbeOutcome.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outcomes as the probe wrote them, and what else may lie in their folder. */
final class HeartbeatsTest {
    @TempDir
    private Path folder;

    @Test
    void theLastRunOfEachHostCountsAndIsReadAgainWhenThereIsAnother() throws IOException {
        // Given
        Heartbeats beats = new Heartbeats(folder.resolve("probe"));
        assertThat(beats.all()).isEmpty();
        Files.createDirectory(folder.resolve("probe"));
        write("probe/web-2.jsonl", outcome("web-2", "a", 1_000, Link.FOUND));

        // When
        write(
                "probe/web-1.jsonl",
                outcome("web-1", "a", 1_000, Link.NOT_EXECUTED),
                outcome("web-1", "b", 2_000, Link.FOUND),
                outcome("web-1", "b", 2_001, Link.UNSUPPORTED),
                outcome("web-1", "b", 2_002, Link.NOT_SENT));

        // Then
        Lost lost = new Lost("memfd-exec", "not-sent", "Why.", "What to do.");
        assertThat(beats.all())
                .containsExactly(
                        new Heartbeat("web-1", marker("b"), "7.2.13", 2_002, 1, 1, List.of(lost)),
                        new Heartbeat("web-2", marker("a"), "7.2.13", 1_000, 1, 0, List.of()));
        write("probe/web-2.jsonl", outcome("web-2", "a", 1_000, Link.FOUND), outcome("web-2", "c", 3_000, Link.FOUND));
        assertThat(beats.all()).last().extracting(Heartbeat::at).isEqualTo(3_000L);
    }

    @Test
    void nothingElseIsTakenForAnOutcomeAndNothingOutsideIsRead() throws IOException {
        // Given
        Path secret = write("secret.jsonl", outcome("secret", "a", 1_000, Link.FOUND));
        Files.createDirectory(folder.resolve("probe"));
        String good = outcome("web-1", "a", 1_000, Link.FOUND);
        write("probe/web-1.jsonl", good, "", "{\"message\":", "[".repeat(5_000), good.replace("1970", "soon"));
        write("probe/notes.txt", good);
        write("probe/.hidden.jsonl", good);
        write("probe/none.jsonl", "{\"message\":{\"kind\":\"host\"}}", "null", "7");
        Files.createSymbolicLink(folder.resolve("probe/link.jsonl"), secret);
        Files.createDirectory(folder.resolve("probe/folder.jsonl"));

        // Then
        assertThat(new Heartbeats(folder.resolve("probe")).all())
                .extracting(Heartbeat::host)
                .containsExactly("web-1");
    }

    @Test
    void ofALongFileTheEndIsRead() throws IOException {
        // Given
        Files.createDirectory(folder.resolve("probe"));
        String[] lines = Collections.nCopies(2_000, outcome("web-1", "a", 1_000, Link.NOT_FOUND))
                .toArray(String[]::new);
        lines[lines.length - 1] = outcome("web-1", "b", 2_000, Link.FOUND);

        // When
        write("probe/web-1.jsonl", lines);

        // Then
        assertThat(new Heartbeats(folder.resolve("probe")).all())
                .containsExactly(new Heartbeat("web-1", marker("b"), "7.2.13", 2_000, 1, 0, List.of()));
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), Arrays.asList(lines));
    }

    private static String marker(String run) {
        return "execparity-probe-" + run.repeat(32);
    }

    private static String outcome(String host, String run, long at, Link link) {
        boolean lost = link != Link.FOUND && link != Link.UNSUPPORTED;
        ProbeOutcome outcome = new ProbeOutcome(
                host,
                marker(run),
                "7.2.13",
                "memfd-exec",
                at,
                link,
                "",
                ProbeOutcome.UNKNOWN,
                ProbeOutcome.UNKNOWN,
                ProbeOutcome.UNKNOWN,
                lost ? "Why." : "",
                lost ? "What to do." : "");
        return new String(new ProbeJson().line(outcome), UTF_8);
    }
}
