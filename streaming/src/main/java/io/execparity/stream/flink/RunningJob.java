package io.execparity.stream.flink;

import io.execparity.collect.config.KafkaTrial;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfig.Broker;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The live job on a cluster inside this process, for whoever also decides when its hosts are at their end. */
public final class RunningJob implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LiveConfig config;
    private final JobClient job;

    private RunningJob(LiveConfig config, JobClient job) {
        this.config = config;
        this.job = job;
    }

    /**
     * Starts it. It goes on from its last checkpoint, if there is one.
     *
     * @throws IOException where Kafka or the checkpoints cannot be reached
     */
    public static RunningJob start(LiveConfig config) throws IOException {
        return new RunningJob(config, new LiveJob(config).start());
    }

    /**
     * Waits until all lines that the topics have now were read, and a checkpoint holds what became of them.
     *
     * @throws IOException where Kafka cannot be reached
     * @throws IllegalStateException where the job ended
     */
    public void awaitRead() throws IOException, InterruptedException {
        try (Admin admin = Admin.create(new HashMap<>(config.kafka().properties()))) {
            Map<TopicPartition, Long> ends = ends(admin);
            while (!isRead(admin, ends)) {
                if (job.getJobExecutionResult().isDone()) {
                    throw new IllegalStateException("the job ended before it had read everything");
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (ExecutionException e) {
            throw new IOException("Kafka cannot say how far the job is: " + e.getCause(), e);
        } catch (KafkaException e) {
            throw new IOException("Kafka cannot be reached: " + KafkaTrial.reason(e), e);
        }
    }

    private Map<TopicPartition, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        List<String> topics = config.topics().lines();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition ->
                                latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private boolean isRead(Admin admin, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Broker kafka = config.kafka();
        var committed = admin.listConsumerGroupOffsets(kafka.group())
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || committed.get(end.getKey()) != null
                                && committed.get(end.getKey()).offset() >= end.getValue());
    }

    /**
     * Ends it as if the topics had an end: what waits for more is told as it is. A job that is started after this knows
     * nothing of these hosts.
     *
     * @param folder for the savepoint that this makes, a URI
     */
    public void settle(String folder) throws InterruptedException {
        try {
            job.stopWithSavepoint(true, folder, SavepointFormatType.CANONICAL).get();
            job.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the job cannot be ended: " + e.getCause(), e);
        }
    }

    /** Ends it as it is, where it runs. Its last checkpoint stays, and the next one goes on from there. */
    @Override
    public void close() {
        if (job.getJobExecutionResult().isDone()) {
            return;
        }
        try {
            job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            job.getJobExecutionResult()
                    .handle((result, cancelled) -> job.getJobID())
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the job cannot be ended: " + e, e);
        }
    }
}
