package io.execparity.proof.speed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic to its end and only counts: {@code BROKER TOPIC}. Prints records and the seconds from the first on. */
public final class CountingConsumer {
    private CountingConsumer() {}

    public static void main(String[] arguments) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                arguments[0],
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(arguments[1]).stream()
                    .map(partition -> new TopicPartition(arguments[1], partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long all = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long first = 0;
            long count = 0;
            while (count < all) {
                int read = consumer.poll(Duration.ofSeconds(1)).count();
                first = count == 0 && read > 0 ? System.nanoTime() : first;
                count += read;
            }
            System.out.println(count + " " + (System.nanoTime() - first) / 1e9);
        }
    }
}
