package io.execparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theFileThatShipsIsSound() {
        CommandRun run = CommandRun.of("alert", "--config", "src/main/package/alert.yaml", "--check-config");

        assertThat(run.errors()).isEmpty();
        assertThat(run.output())
                .isEqualTo("src/main/package/alert.yaml is sound: findings of topic execparity.findings go to log\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void anUnknownKeyIsRefusedWithItsLine() throws IOException {
        Path config = Files.writeString(folder.resolve("alert.yaml"), "state: /s\ncoffee: true\n");

        CommandRun run = CommandRun.of("alert", "--config", config.toString());

        assertThat(run.errors()).startsWith("execparity alert: " + config + ":2:1: unknown key 'coffee'");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void certificatesThatAreNotThereAreFoundByTheCheckAndAtTheStart() throws IOException {
        Path config = Files.writeString(folder.resolve("alert.yaml"), """
                state: %s
                kafka:
                  bootstrap: ["127.0.0.1:9"]
                  properties: {security.protocol: SSL, ssl.truststore.type: PEM, ssl.truststore.location: /nowhere/ca.pem}
                routes:
                  - {name: log, type: syslog, host: 127.0.0.1}
                """.formatted(folder));

        String trouble = "no Kafka client can be made of the settings: ";
        assertRefused(config + ": " + trouble, "alert", "--config", config.toString(), "--check-config");
        assertRefused("Kafka cannot be reached: " + trouble, "alert", "--config", config.toString());
    }

    private static void assertRefused(String trouble, String... command) {
        CommandRun run = CommandRun.of(command);

        assertThat(run.errors())
                .startsWith("execparity alert: " + trouble)
                .contains("/nowhere/ca.pem")
                .endsWith("there is no such file.\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNotThereIsBadUsage() {
        CommandRun run = CommandRun.of("alert", "--config", "/nowhere/alert.yaml");

        assertThat(run.errors()).isEqualTo("execparity alert: /nowhere/alert.yaml: there is no such file.\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
