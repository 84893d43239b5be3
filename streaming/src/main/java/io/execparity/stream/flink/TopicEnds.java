package io.execparity.stream.flink;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers, on a thread of its own and many times a second, where partitions end. While no broker answers, no time
 * goes by here; and after that none for as long again, since whoever writes to the topics could not do so either.
 */
final class TopicEnds implements AutoCloseable {
    /** The most time that one answer stands for: a reader that was held up should not find that seconds went by. */
    static final long MOST_MILLIS = 100;

    private static final long PAUSE_MILLIS = 50;
    private static final long OUTAGE_MILLIS = 2_000;
    private static final long LONGEST_GRACE_MILLIS = 30_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 64;

    private final Properties properties;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "ends of topics");
    private volatile Set<String> watched = Set.of();
    private volatile boolean stopping;
    private long clock;
    private long lastAsked;
    private long graceUntil;

    /**
     * What a broker said.
     *
     * @param clock milliseconds that count, since the beginning
     * @param epochMillis when it was asked
     * @param ends the offset behind the last record of each partition
     */
    record Answer(long clock, long epochMillis, Map<String, Long> ends) {}

    /** @param properties of a Kafka client */
    TopicEnds(Map<String, String> properties) {
        this.properties = new Properties();
        this.properties.putAll(properties);
        thread.setDaemon(true);
        thread.start();
    }

    /** @param partitions each as {@code TOPIC/PARTITION} */
    void watch(Set<String> partitions) {
        watched = Set.copyOf(partitions);
    }

    /** The next answer, the oldest first, null where there is none yet. */
    @Nullable
    Answer poll() {
        return answers.poll();
    }

    private void run() {
        lastAsked = System.nanoTime();
        graceUntil = lastAsked;
        while (!stopping) {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                while (!stopping) {
                    ask(consumer);
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptException | InterruptedException e) {
                return;
            } catch (KafkaException e) {
                // Asked again with a new client; meanwhile no time goes by.
                if (!slept()) {
                    return;
                }
            }
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(10 * PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void ask(KafkaConsumer<byte[], byte[]> consumer) {
        Set<String> partitions = watched;
        if (partitions.isEmpty()) {
            return;
        }
        long asked = System.nanoTime();
        long epochMillis = System.currentTimeMillis();
        Map<TopicPartition, Long> ends = consumer.endOffsets(
                partitions.stream().map(TopicEnds::partition).collect(Collectors.toSet()), PATIENCE);
        long gap = (asked - lastAsked) / 1_000_000;
        lastAsked = asked;
        if (gap > OUTAGE_MILLIS) {
            graceUntil = asked + Math.min(gap, LONGEST_GRACE_MILLIS) * 1_000_000;
        }
        if (asked - graceUntil >= 0) {
            clock += Math.min(gap, MOST_MILLIS);
        }
        Map<String, Long> named = new HashMap<>();
        ends.forEach((partition, end) -> named.put(partition.topic() + '/' + partition.partition(), end));
        answers.add(new Answer(clock, epochMillis, named));
        if (answers.size() > MOST_WAITING) {
            answers.poll();
        }
    }

    private static TopicPartition partition(String name) {
        int slash = name.lastIndexOf('/');
        return new TopicPartition(name.substring(0, slash), Integer.parseInt(name.substring(slash + 1)));
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
    }
}
