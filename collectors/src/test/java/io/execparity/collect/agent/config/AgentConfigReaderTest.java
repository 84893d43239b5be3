package io.execparity.collect.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.collect.agent.config.AgentConfig.FollowedFile;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentConfigReaderTest {
    private static final String LEAST = """
            state: /var/lib/x
            sources:
              audit-log: {file: /var/log/audit/audit.log}
            kafka:
              bootstrap: ["127.0.0.1:9092"]
            """;

    @TempDir
    private Path folder;

    @Test
    void what_is_not_said_is_the_usual() throws IOException {
        AgentConfig config = read(LEAST);

        assertThat(config.host()).isEqualTo("own-name");
        assertThat(config.agent()).isEqualTo("own-name");
        assertThat(config.sources().auditLog()).contains(new FollowedFile(Path.of("/var/log/audit/audit.log"), false));
        assertThat(config.spool().folder()).isEqualTo(Path.of("/var/lib/x/spool"));
        assertThat(config.spool().mostBytes()).isEqualTo(256L << 20);
        assertThat(config.kafka().lineTopic()).isEqualTo("execparity.lines");
        assertThat(config.kafka().properties())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("compression.type", "lz4");
        assertThat(config.metrics()).isEmpty();
    }

    @Test
    void everything_can_be_said() throws IOException {
        AgentConfig config = read("""
                host: web-1
                agent: agent-7
                state: /s
                sources:
                  audit-log: {file: /l, begin: end}
                  audit-socket: /run/audispd_events
                  standard-input: true
                  journal: true
                  execveat-flags: [bpftrace, -q, /x.bt]
                spool: {mebibytes: 10, sync-milliseconds: 50}
                snapshot: {enabled: true, check-seconds: 5}
                metrics: {port: 9999}
                kafka:
                  bootstrap: ["127.0.0.1:1", "127.0.0.1:2"]
                  compression: zstd
                  topics: {lines: a, execveat-flags: b, messages: c}
                  properties: {client.id: x}
                """);

        assertThat(config.sources().execveatFlags()).containsExactly("bpftrace", "-q", "/x.bt");
        assertThat(config.sources().journal()).startsWith("journalctl");
        assertThat(config.metrics().orElseThrow().getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(config.kafka().properties())
                .containsEntry("bootstrap.servers", "127.0.0.1:1,127.0.0.1:2")
                .containsEntry("client.id", "x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host: h\\nhosts: h | 2:1 | unknown key 'hosts'",
                "host: 'a b' | 1:7 | a name has",
                "sources: {audit-log: {file: /x, from: 1}} | 1:33 | unknown key 'from'",
                "sources: {audit-log: {file: x}} | 1:29 | no absolute path",
                "sources: {} | 1:10 | a source is needed",
                "spool: {mebibytes: 0} | 1:20 | not within 1 to",
                "metrics: {port: 99999} | 1:17 | not within 0 to",
                "kafka: {bootstrap: [a], compression: zip} | 1:38 | none of gzip",
                "kafka: {bootstrap: ['127.0.0.1:1', a]} | 1:36 | is nothing like kafka-1.example:9092",
                "kafka: {bootstrap: ['127.0.0.1:1'], properties: {acks: 1}} | 1:56 | cannot be set",
                "kafka: {bootstrap: ['127.0.0.1:1'], properties: {ack: 1}} | 1:55 | knows no 'ack'",
                "kafka: {bootstrap: ['127.0.0.1:1'], properties: {linger.ms: x}} | 1:8 | value of linger.ms",
                "kafka: {bootstrap: ['127.0.0.1:1'], properties: {ssl.key.password: hunter2}} | 1:68 | must not stand here",
                "kafka: {bootstrap: ['127.0.0.1:1'], properties: {ssl.key.password: '${env:NONE}'}} | 1:68 | no variable NONE",
            })
    void what_makes_no_sense_is_refused_with_its_place(String lines, String place, String problem) {
        String given = lines.replace("\\n", "\n");
        String key = given.substring(0, given.indexOf(':'));
        StringBuilder rest = new StringBuilder(given).append('\n');
        for (String block : LEAST.split("\n(?=[a-z])")) {
            if (!block.startsWith(key + ":")) {
                rest.append(block).append('\n');
            }
        }

        assertThatThrownBy(() -> read(rest.toString()))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContaining("agent.yaml:" + place + ": ")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void secrets_come_from_files_and_the_environment_and_are_never_shown() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "pa\"ss\\word\n");
        AgentConfig config = read(LEAST
                + "  properties:\n"
                + "    security.protocol: SASL_SSL\n"
                + "    sasl.mechanism: PLAIN\n"
                + "    ssl.truststore.password: ${env:TRUST}\n"
                + "    sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\""
                + " password=\"${file:" + secret + "}\";\n");

        Map<String, String> properties = config.kafka().properties();
        assertThat(properties).containsEntry("ssl.truststore.password", "from the environment");
        assertThat(properties.get("sasl.jaas.config")).endsWith(" password=\"pa\\\"ss\\\\word\";");
        assertThat(config.toString()).doesNotContain("pa\"ss").doesNotContain("from the environment");
    }

    private AgentConfig read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yaml"), text);
        return new AgentConfigReader(Map.of("TRUST", "from the environment"), "own-name").read(file);
    }

    @Test
    void an_empty_list_of_brokers_is_refused() {
        assertThatThrownBy(() -> read(LEAST.replace("[\"127.0.0.1:9092\"]", "[]")))
                .isInstanceOf(InvalidCatalogueException.class);
    }
}
