package io.execparity.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dashboard that was killed left among the temporary files: a store with all of its results. */
final class LeftBehindTest {
    @TempDir
    private Path results;

    @Test
    void theStoreOfAKilledDashboardGoesWithTheNextOne() throws Exception {
        Path left = Files.createTempDirectory("execparity-board-");
        Files.writeString(left.resolve("store.duckdb"), "x");
        Path lock = Files.createFile(left.resolve("lock"));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(3_600)));
        Files.createFile(results.resolve("findings.jsonl"));

        try (Board board = Board.load(results, Clock.systemUTC())) {
            assertThat(board.evidence()).isNotNull();
        }

        assertThat(left).doesNotExist();
    }
}
