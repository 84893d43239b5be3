package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.execparity.schema.codec.LossJson;
import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.message.HostRecord;
import io.execparity.schema.message.HostSnapshot;
import io.execparity.schema.message.LineHeaders;
import io.execparity.schema.message.Loss;
import io.execparity.stream.ResultKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What an agent says beside its lines, through a real broker and the whole job. */
final class LiveAgentTest extends LiveJobs {
    @Test
    void doublesChangeNothingAndLossesAreFindingsAndTheHostIsDescribed() throws Exception {
        // Given
        Topics topics = topics(2);
        sendLines(topics);
        sendMessages(topics);

        // When
        new Job(topics).bounded().parallelism(2).run();

        // Then
        Map<ResultKind, Map<String, String>> expected = Topics.analyzed(Map.of("a", Corpora.RAW));
        assertThat(topics.latest(ResultKind.EXECUTIONS)).isEqualTo(expected.get(ResultKind.EXECUTIONS));
        Map<String, String> further = new TreeMap<>(topics.latest(ResultKind.FINDINGS));
        assertThat(further).containsAllEntriesOf(expected.get(ResultKind.FINDINGS));
        further.keySet().removeAll(expected.get(ResultKind.FINDINGS).keySet());
        assertThat(further).hasSize(4);
        assertThat(String.join("\n", further.values()))
                .contains("3 line(s) that its agent had numbered never came here")
                .contains("5 line(s), spool-full: the spool had no room")
                .contains("7 line(s), spool-full: the spool had no room")
                .contains("measurement-list-tampered")
                .contains("list-shrunk");
        assertThat(topics.values(ResultKind.REJECTED)).hasSize(2);
        HostRecord host = MessageReader.host(
                topics.latest(ResultKind.HOSTS).values().iterator().next().getBytes(UTF_8));
        assertThat(host.losses()).containsOnlyKeys(Loss.Reason.SPOOL_FULL, Loss.Reason.LIST_SHRUNK);
        assertThat(host.snapshot()).isNotNull().extracting(HostSnapshot::kernel).isEqualTo("6.14");
    }

    /** Some in an envelope; every tenth number twice; one that is no record; three numbers that never come. */
    private static void sendLines(Topics topics) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            long sequence = 0;
            send(producer, topics.lines(), sequence++, "no record");
            for (String line : Corpora.lines(Corpora.RAW)) {
                send(producer, topics.lines(), sequence, sequence % 7 == 0 ? enveloped(line) : line);
                if (sequence % 10 == 0) {
                    send(producer, topics.lines(), sequence - 5, "type=EOE msg=audit(1.000:1): ");
                }
                sequence += sequence == 100 ? 4 : 1;
            }
        }
    }

    private static String enveloped(String line) {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(line));
        return "{\"host\":{\"name\":\"a\"},\"message\":\"" + quoted + "\"}";
    }

    private static void sendMessages(Topics topics) throws Exception {
        Loss full = new Loss(
                1_795_000_000_000L,
                "a",
                "a",
                "audit-log",
                Loss.Reason.SPOOL_FULL,
                5,
                500,
                List.of(),
                "the spool had no room.");
        Loss another = new Loss(
                full.epochMillis(),
                "a",
                "a",
                "audit-log",
                Loss.Reason.SPOOL_FULL,
                7,
                700,
                List.of(),
                "the spool had no room.");
        Loss shrunk = new Loss(
                1_795_000_000_001L,
                "a",
                "a",
                "ima-list-ascii",
                Loss.Reason.LIST_SHRUNK,
                Loss.UNKNOWN,
                Loss.UNKNOWN,
                List.of(),
                "it had 10 entries and has 5");
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (byte[] message : List.of(
                    new LossJson().line(full),
                    new LossJson().line(another),
                    new LossJson().line(shrunk),
                    Snapshots.ofKernel("a", 1_795_000_000_002L, "6.14"),
                    "{}".getBytes(UTF_8))) {
                producer.send(new ProducerRecord<>(topics.messages(), "a".getBytes(UTF_8), message))
                        .get();
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is not there is missed in the results
    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, long sequence, String line) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, "a".getBytes(UTF_8), line.getBytes(ISO_8859_1));
        record.headers().add(LineHeaders.AGENT, "a".getBytes(UTF_8));
        record.headers().add(LineHeaders.SOURCE, "audit-log".getBytes(UTF_8));
        record.headers().add(LineHeaders.EPOCH, "1795000000000".getBytes(UTF_8));
        record.headers().add(LineHeaders.SEQUENCE, Long.toString(sequence).getBytes(UTF_8));
        producer.send(record);
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker().address(), "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
