package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.cli.hostile.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Logs that go-libaudit publishes, where they lie beside the repository: their licence keeps them out of it. */
final class PublishedLogsAnalysisTest {
    private static final Path FOLDER = Corpora.root().resolveSibling("shared/corpus/public/go-libaudit");

    @TestFactory
    Stream<DynamicTest> whereTheLogsArePresentNoLineAndNoRecordIsLost() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList().stream()
                    .map(log -> DynamicTest.dynamicTest(log.getFileName().toString(), () -> losesNothing(log)));
        }
    }

    private static void losesNothing(Path log) throws Exception {
        // Given
        byte[] text = Files.readAllBytes(log);
        // The one line without a stamp.
        long unstamped = new String(text, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.endsWith("msg=?"))
                .count();
        Outcome outcome = new Outcome();

        // When
        outcome.analyze(log);

        // Then
        assertThat(outcome.understood() + outcome.rejected()).isEqualTo(lines(text));
        assertThat(outcome.rejected()).isEqualTo(unstamped);
        assertThat(outcome.accountedRecords()).isEqualTo(outcome.understood());
    }

    private static long lines(byte[] text) {
        long lines = text.length > 0 && text[text.length - 1] != '\n' ? 1 : 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }
}
