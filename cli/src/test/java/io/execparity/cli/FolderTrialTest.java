package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FolderTrialTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alert   | /state | routes: [{name: log, type: syslog, host: 127.0.0.1}]
            collect | /spool | sources: {journal: true}
            """)
    void aFolderThatCannotBeMadeIsFoundByTheCheckOfAConfiguration(String command, String made, String more)
            throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path config = Files.writeString(
                folder.resolve("config.yaml"), """
                state: %s
                kafka: {bootstrap: ["127.0.0.1:9"]}
                %s
                """.formatted(command.equals("alert") ? file + made : file, more));

        CommandRun run = CommandRun.of(command, "--config", config.toString(), "--check-config");

        assertThat(run.errors())
                .isEqualTo("execparity %s: %s: %s cannot be made: %s is no folder.\n"
                        .formatted(command, config, file + made, file));
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
