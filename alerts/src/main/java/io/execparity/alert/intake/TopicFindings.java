package io.execparity.alert.intake;

import io.execparity.collect.config.KafkaTrial;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic that the job writes findings to. Records are taken before their transaction is committed: what a restarted
 * job writes again has the same ids, and whoever is on call should not wait for a checkpoint. Places are the caller's to
 * keep; the brokers know of no group.
 */
public final class TopicFindings implements FindingSource {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 30_000_000_000L;
    private static final long LOOK_AGAIN_MILLIS = 500;
    private static final int MOST_RECORDS = 500;
    private static final int MOST_BYTES = 8 << 20;

    private final String topic;
    /** Where probes' runs are announced, or empty. */
    private final String announcements;

    private final boolean fromEnd;
    private final Positions positions;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> known = new HashSet<>();
    private boolean begun;
    private long looked;
    private long lost;

    /**
     * @param properties how to reach the brokers, and as whom
     * @param announcements the topic in which probes' runs are announced, empty for none
     * @param fromEnd whether a topic that was never read before is read from its end; partitions that are added later
     *     are read from their beginning
     * @throws IOException where no client can be made of the properties
     */
    public TopicFindings(
            Map<String, String> properties, String topic, String announcements, boolean fromEnd, Positions positions)
            throws IOException {
        this.topic = topic;
        this.announcements = announcements;
        this.fromEnd = fromEnd;
        this.positions = positions;
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        try {
            this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw new IOException("Kafka cannot be reached: " + KafkaTrial.reason(e), e);
        }
    }

    @Override
    public List<Arrival> next() throws IOException, InterruptedException {
        try {
            List<Arrival> arrivals = new ArrayList<>();
            if (known.isEmpty() || System.nanoTime() - looked > LOOK_NANOS) {
                look(arrivals);
            }
            if (known.isEmpty()) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
                return List.of();
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                byte[] line = record.value() == null ? new byte[0] : record.value();
                arrivals.add(new Arrival(
                        line,
                        part(record.topic(), record.partition()),
                        Long.toString(record.offset() + 1),
                        part(record.topic(), record.partition()) + ":" + record.offset(),
                        record.topic().equals(announcements)));
            }
            return arrivals;
        } catch (OffsetOutOfRangeException e) {
            return overtaken(e);
        } catch (InterruptException e) {
            throw new InterruptedException();
        } catch (KafkaException e) {
            throw new IOException("the brokers cannot be read from: " + e.getMessage(), e);
        }
    }

    private static String part(TopicPartition partition) {
        return part(partition.topic(), partition.partition());
    }

    private static String part(String topic, int partition) {
        return topic + "/" + partition;
    }

    private List<TopicPartition> added() {
        List<TopicPartition> added = new ArrayList<>(added(topic));
        if (!announcements.isEmpty()) {
            added.addAll(added(announcements));
        }
        looked = System.nanoTime();
        return added;
    }

    private List<TopicPartition> added(String of) {
        List<TopicPartition> added = new ArrayList<>();
        try {
            for (PartitionInfo partition : consumer.partitionsFor(of, PATIENCE)) {
                TopicPartition found = new TopicPartition(of, partition.partition());
                if (!known.contains(found)) {
                    added.add(found);
                }
            }
        } catch (UnknownTopicOrPartitionException e) {
            // Whoever writes to it makes it when it begins.
        }
        return added;
    }

    /** Begins with partitions that are new here; where that is kept, so that nothing is passed over from now on. */
    private void look(List<Arrival> places) {
        List<TopicPartition> added = added();
        if (added.isEmpty()) {
            begun = true; // A topic that comes later has nothing but news.
            return;
        }
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(added, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(added, PATIENCE);
        Set<TopicPartition> all = new HashSet<>(known);
        all.addAll(added);
        consumer.assign(all);
        boolean firstEver =
                !begun && added.stream().allMatch(one -> positions.of(part(one)).isEmpty());
        for (TopicPartition partition : added) {
            String position = positions.of(part(partition));
            long begin = begins.getOrDefault(partition, 0L);
            long fresh = firstEver && fromEnd ? ends.getOrDefault(partition, 0L) : begin;
            consumer.seek(partition, position.isEmpty() ? fresh : Long.parseLong(position));
            if (position.isEmpty()) {
                String part = part(partition);
                places.add(new Arrival(new byte[0], part, Long.toString(fresh), part));
            }
        }
        known.addAll(added);
        begun = true;
    }

    /** What was to be read is deleted, or the topic was made anew: goes on at what there is. */
    private List<Arrival> overtaken(OffsetOutOfRangeException e) throws IOException {
        try {
            Map<TopicPartition, Long> begins =
                    consumer.beginningOffsets(e.offsetOutOfRangePartitions().keySet(), PATIENCE);
            e.offsetOutOfRangePartitions().forEach((partition, wanted) -> {
                long begin = begins.getOrDefault(partition, 0L);
                lost += Math.max(1, begin - wanted);
                consumer.seek(partition, begin);
            });
            return List.of();
        } catch (KafkaException cause) {
            throw new IOException("the brokers cannot be read from: " + cause.getMessage(), cause);
        }
    }

    @Override
    public long lost() {
        long told = lost;
        lost = 0;
        return told;
    }

    @Override
    public long behind() {
        long behind = 0;
        for (TopicPartition partition : known) {
            OptionalLong lag = consumer.currentLag(partition);
            behind += lag.orElse(0);
        }
        return behind;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
