package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.dashboard.access.OpenIdSettings;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What serve's file may say, and what is refused with its line. */
final class ServeConfigReaderTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("OPENID_SECRET", "correct horse");

    @TempDir
    private Path folder;

    private ServeConfig read(String text) throws IOException {
        return new ServeConfigReader(ENVIRONMENT).read(Files.writeString(folder.resolve("serve.yaml"), text));
    }

    @Test
    void everythingThatItMaySayIsTaken() throws IOException {
        // When
        ServeConfig config = read("""
                results: /var/lib/execparity/results
                audit: [/var/log/audit/audit.log]
                listen: "[::]:8443"
                tls: {certificate: /etc/board.pem, key: /etc/board.key}
                tokens: /etc/tokens
                openid:
                  issuer: https://login.example/realms/main
                  client-id: board
                  client-secret: ${env:OPENID_SECRET}
                  role-claim: groups
                  analyst: [soc]
                session-minutes: 30
                """);

        // Then
        assertThat(config.results()).isEqualTo(Path.of("/var/lib/execparity/results"));
        assertThat(config.audit()).containsExactly("/var/log/audit/audit.log");
        assertThat(config.board().listening().address().getPort()).isEqualTo(8443);
        assertThat(config.board().access().session()).isEqualTo(Duration.ofMinutes(30));
        OpenIdSettings openId = config.board().access().openId().orElseThrow();
        assertThat(openId.clientSecret()).isEqualTo("correct horse");
        assertThat(openId.analysts()).isEqualTo(Set.of("soc"));
        assertThat(openId.nameClaim()).isEqualTo("preferred_username");
        assertThat(config.toString()).doesNotContain("horse");
    }

    @Test
    void theExampleIsSoundAndSoIsAllThatItLeavesOut() throws IOException {
        // Given
        String example = Files.readString(Corpora.root().resolve("cli/src/main/package/serve.yaml"));
        Path secret = Files.writeString(folder.resolve("secret"), "x\n");
        String whole = example.replaceAll("(?m)^# ([a-z ])", "$1")
                .replaceFirst("(?s)# What `execparity.*?never here\\.\n", "")
                .replaceFirst("(?s)topics: .*?(?=triage:)", "")
                .replace("/etc/execparity/openid-secret", secret.toString());

        // When
        ServeConfig config = read(example);
        ServeConfig uncommented = read(whole);

        // Then
        assertThat(config.board().access().isOpen()).isTrue();
        assertThat(uncommented.board().access().openId().orElseThrow().viewers())
                .isEqualTo(Set.of("soc", "audit"));
        assertThat(uncommented.board().listening().tls()).isPresent();
        assertThat(uncommented.board().listening().url()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            port: 8321                                                       | 2 | unknown key
            listen: board.example:8321                                       | 2 | is nothing like 192.0.2.7:8321
            listen: 0.0.0.0:8321                                             | 1 | takes TLS
            tls: {certificate: a}                                            | 2 | is missing
            url: https://board.example/under                                 | 2 | nothing like https://board.example
            url: https://board.example                                       | 1 | takes a way to sign in
            session-minutes: 0                                               | 2 | not within 1 to
            elasticsearch: {}                                                | 1 | is needed
            openid: {issuer: "http://login.example"}                         | 2 | neither https nor on this machine
            openid: {issuer: "https://login.example", client-secret: plain}  | 2 | a secret must not stand here
            openid: {issuer: "https://login.example", client-id: x}          | 2 | or nobody is let in
            """)
    void whatItShouldNotSayIsRefusedWithItsLine(String line, int number, String sentence) {
        assertThatThrownBy(() -> read("results: here\n" + line + "\n"))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContaining("serve.yaml:" + number + ":")
                .hasMessageContaining(sentence);
    }
}
