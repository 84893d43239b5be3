package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.execparity.schema.codec.RejectedJson;
import io.execparity.schema.record.Origin;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.elastic.DeadLetter;
import io.execparity.stream.elastic.DeadLetters;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the search server refused for good in the topic of what was rejected. Its records are none of the job's
 * transactions: after a failure one may be there twice, under the same key.
 */
final class DeadLetterTopic implements DeadLetters {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RejectedJson rejected = new RejectedJson();
    private volatile @Nullable Exception failure;

    private DeadLetterTopic(Map<String, String> client, String topic) {
        this.topic = topic;
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
    public void accept(DeadLetter letter) throws IOException {
        String document = "elasticsearch/" + letter.kind().name().toLowerCase(Locale.ROOT) + "/" + letter.id();
        byte[] value = rejected.line(
                new Origin(document, 0),
                "refused_by_index",
                letter.reason(),
                Bytes.view(letter.source()),
                letter.source().length);
        try {
            producer.send(new ProducerRecord<>(topic, document.getBytes(UTF_8), value), (sent, e) -> {
                if (e != null) {
                    failure = e;
                }
            });
        } catch (KafkaException e) {
            throw new IOException("a dead letter cannot be sent", e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw new IOException("dead letters cannot be sent", e);
        }
        if (failure != null) {
            throw new IOException("a dead letter was not sent", failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    /**
     * Opens the topic where the writer runs.
     *
     * @param client how to reach Kafka
     */
    record Factory(Map<String, String> client, String topic) implements DeadLetters.Factory {
        private static final long serialVersionUID = 1;

        Factory {
            client = Map.copyOf(client);
            requireNonNull(topic, "topic is null");
        }

        @Override
        public DeadLetters open() {
            return new DeadLetterTopic(client, topic);
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return topic;
        }
    }
}
