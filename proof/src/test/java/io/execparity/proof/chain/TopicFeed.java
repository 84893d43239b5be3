package io.execparity.proof.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.proof.fleet.FleetLine;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A site's own shipper: every line a record under its host's name, waited for while the broker is away. */
public final class TopicFeed implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public TopicFeed(String broker, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, "5",
                        ProducerConfig.BATCH_SIZE_CONFIG, "131072",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "300000",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, "300000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send(FleetLine line) {
        send(line.host().getBytes(UTF_8), line.shipped());
    }

    /** Hands a line of a host over; what the broker says of it is told by {@link #flush}. */
    public void send(byte[] host, byte[] line) {
        // What it would tell, the callback is told.
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(topic, host, line), (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    /** Returns when the broker has all of it. */
    public void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("a line was not sent", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
