package io.execparity.collect.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaTrialTest {
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    @TempDir
    private Path folder;

    @Test
    void settings_whose_files_can_be_read_are_sound_without_any_broker() {
        assertThatCode(() -> KafkaTrial.check(settings())).doesNotThrowAnyException();
        assertThatCode(() -> KafkaTrial.check(settings("sasl.jaas.config", PLAIN + "username=\"u\" password=\"p\";")))
                .doesNotThrowAnyException();
    }

    @Test
    void certificates_that_cannot_be_used_are_named_with_the_reason() throws IOException {
        assertRefused("/nowhere/ca.pem", "there is no such file");
        Path other = Files.writeString(folder.resolve("ca.pem"), "no certificate\n");
        assertRefused(other.toString(), "No matching CERTIFICATE entries");
    }

    private static void assertRefused(String file, String reason) {
        Map<String, String> settings =
                settings("security.protocol", "SSL", "ssl.truststore.type", "PEM", "ssl.truststore.location", file);
        assertThatThrownBy(() -> KafkaTrial.check(settings))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no Kafka client can be made of the settings: ")
                .hasMessageContaining(file)
                .hasMessageContaining(reason);
    }

    @Test
    void of_what_a_login_says_nothing_is_repeated() {
        for (String login : new String[] {
            "tiger 7", "x required password=\"tiger\";", PLAIN + "username=\"u\" tiger;", PLAIN + "password=\"tiger\""
        }) {
            Map<String, String> settings = settings(
                    "security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", "sasl.jaas.config", login);
            assertThatThrownBy(() -> KafkaTrial.check(settings))
                    .as(login)
                    .isInstanceOf(IOException.class)
                    .hasMessage("no Kafka client can be made of the settings: it refuses sasl.jaas.config");
        }
    }

    private static Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(KafkaProperties.ofAgentAt("kafka.example.net:9092"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }
}
