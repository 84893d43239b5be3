package io.execparity.stream.probe;

import io.execparity.collect.source.LineReader;
import io.execparity.collect.source.RawLine;
import io.execparity.stream.ResultKind;
import io.execparity.stream.live.LiveConfig;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What comes to the job's topics from a moment on: the lines that it reads, and the results that can be read committed.
 * It has no group and leaves no trace at the broker. For one thread.
 */
public final class TopicWatch implements Closeable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<ResultKind> RESULTS =
            List.of(ResultKind.FINDINGS, ResultKind.EXECUTIONS, ResultKind.CHECKS, ResultKind.SUPPRESSED);

    private final KafkaConsumer<byte[], byte[]> consumer;
    /** The kind of result that a topic has; null for lines. */
    private final Map<String, @Nullable ResultKind> topics = new HashMap<>();

    /**
     * Begins where the topics end now.
     *
     * @param patience how long to wait for each answer of the broker's
     * @throws IOException where no broker answers, or a topic is not there
     */
    public TopicWatch(LiveConfig config, Duration patience) throws IOException {
        config.topics().lines().forEach(topic -> topics.put(topic, null));
        RESULTS.forEach(kind -> topics.put(config.topics().of(kind), kind));
        Properties properties = new Properties();
        properties.putAll(config.kafka().properties());
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = topics.keySet().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic, patience).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            for (TopicPartition partition : partitions) {
                consumer.position(partition, patience);
            }
        } catch (KafkaException e) {
            consumer.close();
            throw new IOException(
                    "Kafka's topics cannot be read at "
                            + properties.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG) + ": " + e.getMessage(),
                    e);
        }
    }

    /** Hands over what has come, after a tenth of a second at the latest. */
    public void poll(Traces traces, long nowMillis) throws IOException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                byte[] value = record.value();
                ResultKind kind = topics.get(record.topic());
                if (value == null) {
                    continue;
                }
                if (kind != null) {
                    traces.told(kind, value, nowMillis);
                } else if (value.length <= LineReader.MAX_LINE_BYTES) {
                    traces.inTopic(RawLine.of(record.topic(), record.offset(), value), nowMillis);
                }
            }
        } catch (KafkaException e) {
            throw new IOException("Kafka's topics cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
