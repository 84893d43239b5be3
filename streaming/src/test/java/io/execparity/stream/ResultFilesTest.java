package io.execparity.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the folder of a run that could not write all of its files. */
final class ResultFilesTest {
    @TempDir
    private Path folder;

    @Test
    void findingsNeverStandBesideTheExecutionsOfAnotherRun() throws IOException {
        // Given
        Files.writeString(folder.resolve("findings.jsonl"), "earlier\n");
        Files.writeString(folder.resolve("executions.jsonl"), "earlier\n");
        Path obstacle =
                folder.resolve(".executions.partial-" + ProcessHandle.current().pid());
        Files.createDirectories(obstacle.resolve("occupied"));
        // When
        try (ResultFiles files = new ResultFiles(folder)) {
            assertThatThrownBy(files::finish).isInstanceOf(IOException.class);
        } catch (IOException e) {
            // The obstacle is still there.
        }
        // Then
        assertThat(folder.resolve("findings.jsonl")).hasContent("earlier");
        assertThat(folder.resolve("executions.jsonl")).hasContent("earlier");
        assertThat(folder).isDirectoryNotContaining("glob:**/.findings.*");
    }
}
