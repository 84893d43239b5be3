package io.execparity.cli.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded logs are written as they were, once. */
final class ReplayTest {
    private static final String LOG = line("10.000:1") + line("10.100:2") + "no record\n" + line("99.000:3");

    @TempDir
    private Path folder;

    private static String line(String stamp) {
        return "type=SYSCALL msg=audit(17953461" + stamp + "): x\n";
    }

    private long replay(String log, Path file, double speed) throws Exception {
        long before = System.nanoTime();
        try (Replay replay = new Replay()) {
            replay.add(log.getBytes(US_ASCII), file);
            replay.write(speed);
        }
        return (System.nanoTime() - before) / 1_000_000;
    }

    @Test
    void itTakesTheLogsTimeButForLongSilence() throws Exception {
        // When
        long milliseconds = replay(LOG, folder.resolve("log"), 20);

        // Then
        assertThat(folder.resolve("log")).hasContent(LOG);
        assertThat(milliseconds).isBetween(5_000L / 20, 60_000L);
    }

    @Test
    void oneThatWasStoppedInALineGoesOnThere() throws Exception {
        for (int there : List.of(0, 1, LOG.indexOf('\n') + 1, LOG.length() - 3, LOG.length())) {
            Path file = Files.writeString(folder.resolve("log" + there), LOG.substring(0, there));
            replay(LOG, file, 1_000_000);
            assertThat(file).as("from %s on", there).hasContent(LOG);
        }
    }

    @Test
    void aFileOfAnotherLogIsLeftAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("log"), "something else\n");
        assertThatThrownBy(() -> replay(LOG, file, 1))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("another log");
        assertThat(file).hasContent("something else\n");
    }
}
