package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.live.LiveConfig;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the control topic held when the job was begun, read by whoever begins it: so a job that starts without a checkpoint
 * knows it before the first line, and reads on behind it. Of several records with one key only the last is kept, as the
 * topic's own compaction does.
 *
 * @param records in the order of their partitions
 * @param next the offset behind them in each partition
 */
record ControlBeginning(String topic, List<HostControl> records, Map<TopicPartition, Long> next)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** What is more than this is read when the job runs. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    ControlBeginning {
        requireNonNull(topic, "topic is null");
        records = List.copyOf(records);
        next = Map.copyOf(next);
    }

    /**
     * Reads the topic to where it ends by now.
     *
     * @throws IOException where Kafka does not answer, or has nothing more to say for a minute
     */
    static ControlBeginning read(LiveConfig.Broker kafka, String topic) throws IOException {
        Properties properties = new Properties();
        properties.putAll(kafka.properties());
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            return read(topic, consumer, ends);
        } catch (KafkaException e) {
            throw new IOException("The control topic cannot be read: " + e.getMessage(), e);
        }
    }

    private static ControlBeginning read(
            String topic, KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) throws IOException {
        Map<String, HostControl> last = new LinkedHashMap<>();
        long bytes = 0;
        Map<TopicPartition, Long> places = places(consumer, ends.keySet());
        long moved = System.nanoTime();
        while (bytes < MOST_BYTES && !reach(places, ends)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                bytes += keep(ControlRecordSchema.of(record), last);
            }
            Map<TopicPartition, Long> now = places(consumer, ends.keySet());
            moved = now.equals(places) ? moved : System.nanoTime();
            places = now;
            if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new IOException("The control topic cannot be read: nothing comes at " + places + " of " + ends);
            }
        }
        return new ControlBeginning(topic, new ArrayList<>(last.values()), places);
    }

    private static Map<TopicPartition, Long> places(
            KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> places = new HashMap<>();
        partitions.forEach(partition -> places.put(partition, consumer.position(partition)));
        return places;
    }

    private static boolean reach(Map<TopicPartition, Long> places, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> places.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Keeps a record instead of the one before under its key; returns how many bytes more are kept. */
    private static long keep(HostControl record, Map<String, HostControl> last) {
        String key = record.key().isEmpty() ? record.partition() + '/' + record.offset() : record.key();
        HostControl before = last.remove(key);
        long less = before == null ? 0 : before.weight();
        if (record.message() == null) {
            return -less;
        }
        last.put(key, record);
        return record.weight() - less;
    }
}
