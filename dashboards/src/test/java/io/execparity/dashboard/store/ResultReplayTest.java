package io.execparity.dashboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished runs, told anew: in order, each line once, however often it is stopped. */
final class ResultReplayTest {
    @TempDir
    private Path folder;

    private final List<Path> runs = new ArrayList<>();
    private Path into;

    @BeforeEach
    void twoRuns() throws IOException {
        into = folder.resolve("results");
        runs.add(run("first", List.of(line(1), line(5), line(9))));
        runs.add(run("second", List.of(line(2), line(6))));
    }

    private Path run(String name, List<String> findings) throws IOException {
        Path run = Files.createDirectory(folder.resolve(name));
        for (String file : List.of("suppressed", "executions", "checks", "memfds", "rejected")) {
            Files.writeString(run.resolve(file + ".jsonl"), "");
        }
        Files.write(run.resolve("findings.jsonl"), findings);
        return run;
    }

    private static String line(int second) {
        return "{\"@timestamp\":\"2026-11-22T11:00:0" + second + ".000Z\"}";
    }

    private List<String> told() throws IOException {
        return Files.readAllLines(into.resolve("findings.jsonl"));
    }

    @Test
    void runsAreToldInTheOrderOfTheirTimes() throws Exception {
        try (ResultReplay replay = ResultReplay.of(runs, into)) {
            replay.tell(1_000_000);
        }
        assertThat(told()).containsExactly(line(1), line(2), line(5), line(6), line(9));
    }

    @Test
    void timePassesAsFastAsAsked() throws Exception {
        long before = System.nanoTime();
        try (ResultReplay replay = ResultReplay.of(runs, into)) {
            replay.tell(20);
        }
        // Eight seconds of the logs.
        assertThat((System.nanoTime() - before) / 1_000_000).isBetween(350L, 5_000L);
    }

    @Test
    void aFolderThatWasStoppedInTheMiddleOfALineGoesOn() throws Exception {
        // Given
        Files.createDirectories(into);
        Files.writeString(into.resolve("findings.jsonl"), line(1) + "\n" + line(2).substring(0, 9));

        // When
        try (ResultReplay replay = ResultReplay.of(runs, into)) {
            assertThat(replay.waiting()).isEqualTo(4);
            replay.tellAll();
        }

        // Then
        assertThat(told()).containsExactly(line(1), line(2), line(5), line(6), line(9));
    }

    @Test
    void aFolderOfOtherResultsIsLeftAsItIs() throws Exception {
        Files.createDirectories(into);
        Files.writeString(into.resolve("findings.jsonl"), line(1) + "\n" + line(3) + "\n" + line(5) + "\n");
        assertThatThrownBy(() -> ResultReplay.of(runs, into))
                .isInstanceOf(UnreadableResultsException.class)
                .hasMessageContaining("findings.jsonl:2")
                .hasMessageContaining("delete the folder");
        assertThat(told()).containsExactly(line(1), line(3), line(5));
    }
}
