package io.execparity.cli.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.execparity.collect.config.KafkaTrial;
import io.execparity.stream.ResultKind;
import io.execparity.stream.live.LiveConfig.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a job wrote to its topics, from their beginning, and what it goes on writing. Only what was committed is read. For
 * one thread at a time.
 */
public final class ResultTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_MOST = Duration.ofMillis(500);
    private static final int RECORDS_AT_ONCE = 5_000;
    private static final int BYTES_AT_ONCE = 16 << 20;
    private static final int BYTES_OF_A_PARTITION = 4 << 20;

    private final Map<String, ResultKind> kinds = new HashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Takes records in the order of their partition. */
    public interface Handler {
        /**
         * Takes one.
         *
         * @param place topic, partition and offset, for messages
         * @param key host, blank and id; a later record of a key takes an earlier one's place
         */
        void take(ResultKind kind, String place, String key, String line);
    }

    /**
     * Of some kinds.
     *
     * @param client how to reach Kafka, secrets included
     * @throws IOException where the client cannot be made of these
     */
    public ResultTopics(Map<String, String> client, Topics topics, Collection<ResultKind> wanted) throws IOException {
        for (ResultKind kind : wanted) {
            kinds.put(topics.of(kind), kind);
        }
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BYTES_AT_ONCE);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_OF_A_PARTITION);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw new IOException("Kafka cannot be reached: " + KafkaTrial.reason(e), e);
        }
    }

    /**
     * Hands over some of what was not handed over yet. Topics that are not there yet have nothing.
     *
     * @return whether there is more for sure
     * @throws IOException where Kafka does not answer; what was not handed over then comes with the next call
     */
    public boolean read(Handler handler) throws IOException {
        try {
            Set<TopicPartition> partitions = partitions();
            if (partitions.isEmpty()) {
                return false;
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            if (isAt(ends)) {
                return false;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(AT_MOST)) {
                hand(record, handler);
            }
            return !isAt(ends);
        } catch (KafkaException e) {
            throw new IOException("results cannot be read from Kafka: " + e.getMessage(), e);
        }
    }

    private void hand(ConsumerRecord<byte[], byte[]> record, Handler handler) {
        if (record.value() != null && record.key() != null) {
            handler.take(
                    requireNonNull(kinds.get(record.topic())),
                    record.topic() + '/' + record.partition() + ':' + record.offset(),
                    new String(record.key(), UTF_8),
                    new String(record.value(), UTF_8));
        }
    }

    /** Those that there are by now, the new ones from their beginning. */
    private Set<TopicPartition> partitions() {
        Set<TopicPartition> known = new LinkedHashSet<>(consumer.assignment());
        Set<String> missing = new LinkedHashSet<>(kinds.keySet());
        known.forEach(partition -> missing.remove(partition.topic()));
        if (missing.isEmpty()) {
            return known;
        }
        Set<TopicPartition> added = new LinkedHashSet<>();
        for (Map.Entry<String, List<PartitionInfo>> topic :
                consumer.listTopics().entrySet()) {
            if (missing.contains(topic.getKey())) {
                topic.getValue().forEach(part -> added.add(new TopicPartition(part.topic(), part.partition())));
            }
        }
        if (!added.isEmpty()) {
            known.addAll(added);
            consumer.assign(known);
            consumer.seekToBeginning(added);
        }
        return known;
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
