package io.execparity.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
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
            --results x --port 1 --listen 127.0.0.1:1                      | not both
            --results x --listen board.example:1                           | is nothing like 192.0.2.7:8321
            --results x --listen 0.0.0.0:0                                 | takes TLS (a certificate and its key) and a way
            --results x --listen 0.0.0.0:0 --tokens t                      | takes TLS (a certificate and its key) and a way
            --results x --tls-key k                                        | need each other
            --config none.yaml --port 1                                    | the file says everything else
            --config none.yaml                                             | none.yaml
            --new-token anna                                               | --role
            --new-token anna --role root                                   | neither viewer nor analyst
            --new-token an/na --role viewer                                | a name has 1 to 64 letters
            --results none                                                 | none/findings.jsonl
            """)
    void badUsageIsSaidInOneSentence(String options, String sentence) {
        CommandRun run = CommandRun.of(("serve " + options.strip()).split(" +"));

        assertThat(run.errors()).contains(sentence);
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    }

    @Test
    void aTokenIsShownOnceWithTheLineForItsFile() throws Exception {
        // When
        CommandRun run = CommandRun.of("serve", "--new-token", "anna", "--role", "analyst");

        // Then
        String[] lines = run.output().lines().map(String::strip).toArray(String[]::new);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines[1].getBytes(US_ASCII));
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(lines[1]).startsWith("execparity_").hasSize(54);
        assertThat(lines[3]).isEqualTo("anna analyst " + HexFormat.of().formatHex(digest));
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
