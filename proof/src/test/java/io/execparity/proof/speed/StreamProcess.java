package io.execparity.proof.speed;

import io.execparity.proof.process.Broker;
import io.execparity.schema.testing.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** The live job as a site runs it on one machine, {@code ./execparity stream --config FILE}, on a heap for thousands of hosts. */
final class StreamProcess implements AutoCloseable {
    /** Clock ticks a second, in which the kernel counts processor time. */
    private static final double TICKS = 100;

    private final OwnProcess process;
    private final String group;

    /** What it had done at one moment. */
    record Moment(long nanos, long records, double processorSeconds) {}

    /**
     * @param folder of its own
     * @param intervalMillis between checkpoints
     */
    StreamProcess(Path folder, String broker, String lines, String group, int parallelism, int intervalMillis)
            throws IOException {
        this.group = group;
        Files.createDirectories(folder);
        Path config = Files.writeString(folder.resolve("stream.yaml"), """
                kafka:
                  bootstrap: ["%s"]
                  group: %s
                  topics: {lines: [%s], messages: %s-messages, findings: %s-findings, executions: %s-executions}
                parallelism: %d
                state: {backend: rocksdb, checkpoints: %s, interval-milliseconds: %d}
                """.formatted(
                broker, group, lines, group, group, group, parallelism, folder.resolve("checkpoints"), intervalMillis));
        Map<String, String> environment = new HashMap<>(Map.of("EXECPARITY_HEAP", "4g"));
        String options = System.getenv("EXECPARITY_STREAM_OPTS");
        if (options != null) {
            environment.put("EXECPARITY_JAVA_OPTS", options);
        }
        process = new OwnProcess(
                List.of("../execparity", "stream", "--config", config.toString()),
                environment,
                folder.resolve("stream.log"));
    }

    void start() throws IOException {
        process.start();
    }

    boolean isRunning() {
        return process.isRunning();
    }

    String told() {
        return process.told();
    }

    /** How far it has got, as its last checkpoint tells, and what that cost. */
    Moment moment(Broker broker) throws Exception {
        try (Admin admin = broker.admin()) {
            long records = admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
            return new Moment(System.nanoTime(), records, processorSeconds());
        }
    }

    /** User and system time. */
    private double processorSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    @Override
    public void close() {
        try {
            process.stop();
        } catch (InterruptedException e) {
            process.close();
            Thread.currentThread().interrupt();
        }
    }
}
