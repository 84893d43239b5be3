package io.execparity.proof.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a reader of committed records finds in one topic: the last value under each key.
 *
 * @param records how many there are, older forms included
 */
public record TopicResults(Map<ByteBuffer, String> byKey, int records) {
    /** Reads a topic from its beginning to its present end. */
    public static TopicResults read(String broker, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        Map<ByteBuffer, String> byKey = new LinkedHashMap<>();
        int records = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key() == null) {
                        throw new IllegalStateException("without a key: " + new String(record.value(), UTF_8));
                    }
                    byKey.put(ByteBuffer.wrap(record.key()), new String(record.value(), UTF_8));
                    records++;
                }
            }
        }
        return new TopicResults(byKey, records);
    }

    /** The last form of each, of one partition in the order in which they were first told. */
    public Collection<String> values() {
        return byKey.values();
    }

    /** How many records replaced an earlier one of their key. */
    public int replaced() {
        return records - byKey.size();
    }
}
