package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What serve refuses before it answers anybody. */
final class ServeCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port 1                                                       | --results=DIR
            --results x --elasticsearch http://127.0.0.1:1                 | mutually exclusive
            --results x --port 70000                                       | --port is 70000
            --elasticsearch ftp://127.0.0.1                                | no http or https address
            --elasticsearch http://es.example --elasticsearch-user u       | EXECPARITY_ELASTICSEARCH_PASSWORD
            --results none                                                 | none/findings.jsonl
            """)
    void badUsageIsSaidInOneSentence(String options, String sentence) {
        CommandRun run = CommandRun.of(("serve " + options.strip()).split(" +"));

        assertThat(run.errors()).contains(sentence);
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    }

    @Test
    void aServerThatIsNotThereIsToldAndNothingIsMadeForIt() {
        // When
        Path triage = folder.resolve("triage");
        CommandRun run = CommandRun.of("serve", "--elasticsearch", "http://127.0.0.1:1", "--triage", triage.toString());

        // Then
        assertThat(run.errors()).contains("the search server failed").contains("gave up");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(triage).doesNotExist();
    }
}
