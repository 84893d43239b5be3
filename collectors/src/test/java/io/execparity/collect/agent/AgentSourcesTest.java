package io.execparity.collect.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.ima.Bank;
import io.execparity.collect.ima.MadeList;
import io.execparity.schema.message.LineHeaders;
import io.execparity.schema.message.MeasurementPlace;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Every source but the log, into a real broker. */
final class AgentSourcesTest extends AgentInKafka {
    @Test
    void the_socket_of_auditd_is_read_and_connected_again() throws Exception {
        Path socket = folder.resolve("events");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            try (Agent agent = start("  audit-socket: " + socket + "\n")) {
                for (String line : List.of("one\n", "two\n")) {
                    try (SocketChannel accepted = server.accept()) {
                        accepted.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
                    }
                }
                assertThat(values(broker.records(topic, 2, LONG))).containsExactly("one", "two");
                assertThat(values(broker.records(topic + "-messages", 1, LONG)).get(0))
                        .contains("source-restarted");
                assertThat(agent.status().droppedOverrun()).isZero();
            }
        }
    }

    @Test
    void a_journal_is_read_on_behind_the_last_cursor() throws Exception {
        // Prints an entry, or what it was told to go on behind.
        Path script = folder.resolve("journal");
        Files.writeString(script, """
                #!/bin/sh
                n=${1#--after-cursor=s=a;i=}; n=$((${n:-0}+1))
                echo "{\\"__CURSOR\\":\\"s=a;i=$n\\",\\"MESSAGE\\":\\"m\\"}"
                """);
        try (Agent agent = start("  journal: [sh, " + script + "]\n")) {
            assertThat(values(broker.records(topic, 3, LONG)).subList(0, 3))
                    .containsExactly(
                            "{\"__CURSOR\":\"s=a;i=1\",\"MESSAGE\":\"m\"}",
                            "{\"__CURSOR\":\"s=a;i=2\",\"MESSAGE\":\"m\"}",
                            "{\"__CURSOR\":\"s=a;i=3\",\"MESSAGE\":\"m\"}");
            assertThat(agent.status().writing()).isTrue();
        }
    }

    @Test
    void flags_and_standard_input_go_their_ways_and_the_host_is_told_of() throws Exception {
        Path config = config("  standard-input: true\n  execveat-flags: [echo, '{\"flags\":65536}']\n", "");
        InputStream in = new ByteArrayInputStream("from auditd\n".getBytes(UTF_8));
        try (Agent agent = start(config, in)) {
            assertThat(values(broker.records(topic, 1, LONG))).containsExactly("from auditd");
            assertThat(values(broker.records(topic + "-flags", 1, LONG)))
                    .first()
                    .isEqualTo("{\"flags\":65536}");
            assertThat(values(broker.records(topic + "-messages", 2, LONG)))
                    .anySatisfy(message -> assertThat(message).contains("\"kind\":\"host-snapshot\""));
            assertThat(agent.status().writing()).isTrue();
        }
    }

    @Test
    void the_end_of_standard_input_is_the_agents_and_nothing_of_it_is_lost() throws Exception {
        Path config = config("  standard-input: true\n");
        InputStream in = new ByteArrayInputStream("last words".getBytes(UTF_8));
        try (Agent agent = start(config, in)) {
            agent.awaitEnd();
            assertThat(agent.status().writing()).isTrue();
        }

        // What Kafka did not get in the moment that it was given, the next run sends.
        try (Agent agent = start(config, InputStream.nullInputStream())) {
            await(agent::isDrained);
        }
        assertThat(once(broker.records(topic)).values()).containsExactly("last words");
    }

    @Test
    void measurements_have_a_topic_of_their_own() throws Exception {
        byte[] list =
                MadeList.of(Bank.SHA256).measured("/bin/sh", MadeList.file(1)).binary();
        Path file = Files.write(folder.resolve("binary_runtime_measurements"), list);
        try (Agent agent = start("  ima-lists: {files: [" + file + "], check-seconds: 1}\n")) {
            ConsumerRecord<byte[], byte[]> record =
                    broker.records(topic + "-ima", 1, LONG).get(0);
            assertThat(record.value()).isEqualTo(list);
            assertThat(header(record, LineHeaders.SOURCE)).isEqualTo("ima-list-binary_runtime_measurements");
            assertThat(MeasurementPlace.of(header(record, LineHeaders.PLACE)))
                    .hasValueSatisfying(place -> assertThat(place.form()).isEqualTo("binary-sha256-le"));
            assertThat(agent.status().writing()).isTrue();
        }
    }
}
