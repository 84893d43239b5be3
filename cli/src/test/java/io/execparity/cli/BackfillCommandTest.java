package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What backfill refuses before it asks any server; nobody listens at the address. */
final class BackfillCommandTest {
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    private Path folder;

    private static CommandRun backfill(String... options) {
        List<String> arguments = new ArrayList<>(List.of("backfill"));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --elasticsearch http://127.0.0.1:1                                  | Give --audit, --config, or --drop-old alone.
            --audit x                                                           | --elasticsearch is needed
            --audit x --config y                                                | Either --audit or --config is needed
            --audit x --from 2026-11-22T10:00:00Z                               | --from and --to are of topics
            --audit x --dry-run --drop-old --elasticsearch http://127.0.0.1:1   | --dry-run changes nothing
            --audit x --elasticsearch ftp://127.0.0.1                           | no http or https address
            --audit x --elasticsearch http://u:secret-word@127.0.0.1:1          | no http or https address
            --audit x --elasticsearch http://127.0.0.1:1 --elasticsearch-user u | EXECPARITY_ELASTICSEARCH_PASSWORD
            """)
    void badUsageIsSaidInOneSentence(String options, String sentence) {
        CommandRun run = backfill(options.strip().split(" +"));

        assertThat(run.errors()).contains(sentence).doesNotContain("secret-word");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    }

    @Test
    void credentialsAreReadFromFilesAndDoNotTravelUnprotected() throws IOException {
        // Given
        Path password = Files.writeString(folder.resolve("password"), "secret-word\n");
        // When
        CommandRun run = backfill(
                "--audit",
                "x",
                "--elasticsearch",
                "http://es.example:9200",
                "--elasticsearch-user",
                "u",
                "--elasticsearch-password-file",
                password.toString());
        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.errors()).contains("https is needed").doesNotContain("secret-word");
    }

    @Test
    void aCertificateFileThatIsNoneIsNamed() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("ca.pem"), "nothing");
        // When
        CommandRun run = backfill("--audit", "x", "--elasticsearch", NOWHERE, "--elasticsearch-ca", file.toString());
        // Then
        assertThat(run.errors()).contains(file + ": ");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    }

    @Test
    void filesAreLookedAtBeforeTheServer() {
        // When
        CommandRun run = backfill("--audit", folder.resolve("none.log").toString(), "--elasticsearch", NOWHERE);
        // Then
        assertThat(run.errors()).contains("none.log does not exist.");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    }
}
