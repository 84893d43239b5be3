package io.execparity.stream.flink;

import io.execparity.collect.config.KafkaTrial;
import io.execparity.stream.flink.TopicBounds.Bound;
import io.execparity.stream.live.LiveConfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A part of each partition that a job reads, as the brokers had them at one moment. */
final class TopicRange {
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private TopicRange() {}

    /**
     * Asks the brokers.
     *
     * @throws IOException where they do not answer, there is nothing to read, or what is asked for is not there
     */
    static TopicRange of(LiveConfig config, TopicBounds from, TopicBounds to) throws IOException {
        try (Admin admin = Admin.create(new HashMap<>(config.kafka().properties()))) {
            Set<String> topics = new HashSet<>(config.topics().read());
            topics.retainAll(admin.listTopics().names().get());
            Set<TopicPartition> partitions = new HashSet<>();
            for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                topic.partitions().forEach(one -> partitions.add(new TopicPartition(topic.name(), one.partition())));
            }
            checkNames(partitions, from);
            checkNames(partitions, to);
            if (partitions.isEmpty()) {
                throw new IOException("there is none of the topics "
                        + String.join(", ", config.topics().read()));
            }
            TopicRange range = new TopicRange();
            range.resolve(admin, partitions, from, to);
            return range;
        } catch (ExecutionException e) {
            throw new IOException("Kafka does not tell what is in the topics: " + e.getCause(), e);
        } catch (KafkaException e) {
            throw new IOException("Kafka does not tell what is in the topics: " + KafkaTrial.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while topics were looked at", e);
        }
    }

    private static void checkNames(Set<TopicPartition> partitions, TopicBounds bounds) throws IOException {
        Set<String> known = new HashSet<>(Set.of(""));
        for (TopicPartition partition : partitions) {
            known.add(partition.topic());
            known.add(partition.topic() + '/' + partition.partition());
        }
        for (String name : bounds.named()) {
            if (!known.contains(name)) {
                throw new IOException(name + " is nothing that the job reads");
            }
        }
    }

    private void resolve(Admin admin, Set<TopicPartition> partitions, TopicBounds from, TopicBounds to)
            throws ExecutionException, InterruptedException, IOException {
        Map<TopicPartition, Long> first = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> last = offsets(admin, partitions, OffsetSpec.latest());
        for (TopicPartition partition : partitions) {
            long earliest = first.getOrDefault(partition, 0L);
            long latest = last.getOrDefault(partition, 0L);
            Bound begin = from.of(partition.topic(), partition.partition());
            Bound end = to.of(partition.topic(), partition.partition());
            long begins = begin == null ? earliest : offset(admin, partition, begin, earliest, latest);
            long ends = end == null ? latest : offset(admin, partition, end, earliest, latest);
            this.begins.put(partition, begins);
            this.ends.put(partition, Math.max(begins, ends));
        }
    }

    private static long offset(Admin admin, TopicPartition partition, Bound bound, long earliest, long latest)
            throws ExecutionException, InterruptedException, IOException {
        if (bound.time() != null) {
            OffsetSpec spec = OffsetSpec.forTimestamp(bound.time().toEpochMilli());
            long found = offsets(admin, Set.of(partition), spec).getOrDefault(partition, -1L);
            return found < 0 ? latest : Math.min(found, latest);
        }
        if (bound.offset() < earliest || bound.offset() > latest) {
            throw new IOException(partition.topic() + '/' + partition.partition() + " has the offsets " + earliest
                    + " to " + latest + ", and not " + bound.offset());
        }
        return bound.offset();
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(begins.keySet());
    }

    /** The first record of each partition. */
    Map<TopicPartition, Long> begins() {
        return new HashMap<>(begins);
    }

    /** The record behind the last of each partition. */
    Map<TopicPartition, Long> ends() {
        return new HashMap<>(ends);
    }
}
