package io.execparity.proof.speed;

import io.execparity.bench.RepeatedLog;
import io.execparity.proof.process.Broker;
import io.execparity.proof.speed.StreamProcess.Moment;
import io.execparity.schema.testing.OwnProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Reading a topic that is full already, from its beginning to its end. */
final class Throughput {
    private static final int SECONDS_TO_COUNT = 120;
    private static final int SECONDS_TO_READ = 600;
    private static final int MILLIS_BETWEEN = 100;
    /** From here on the job is warm: compilers have seen all of the code, and the hosts are known. */
    private static final double WARM = 0.4;
    /** Hosts begin within this part of a round, so that all are known while it is measured. */
    private static final long BEGINNINGS = 4;

    private final Path folder;
    private final Broker broker;
    private final int intervalMillis;
    private int runs;

    /** What the warm part of a run came to. */
    record Rate(double recordsASecond, double microsecondsARecord) {}

    /**
     * @param folder of its own
     * @param intervalMillis between the job's checkpoints
     */
    Throughput(Path folder, Broker broker, int intervalMillis) {
        this.folder = folder;
        this.broker = broker;
        this.intervalMillis = intervalMillis;
    }

    /** Makes a topic with lines of so many hosts. */
    void fill(String topic, int partitions, RepeatedLog log, int hosts, long lines) throws Exception {
        broker.createTopic(topic, partitions);
        try (RawTopic raw = new RawTopic(broker.address(), topic, log, hosts, log.millis() / BEGINNINGS)) {
            raw.send(lines, (host, serial) -> {});
            raw.flush();
        }
    }

    /** Records a second that a consumer reads which only counts. */
    double counted(String topic) throws Exception {
        Path log = Files.createTempFile(folder, "count", ".log");
        OwnProcess consumer = new OwnProcess(
                List.of(
                        OwnProcess.javaCommand(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        OwnProcess.classPath(),
                        CountingConsumer.class.getName(),
                        broker.address(),
                        topic),
                Map.of(),
                log);
        consumer.start();
        if (consumer.await(SECONDS_TO_COUNT) != 0) {
            throw new IllegalStateException(consumer.told());
        }
        String[] told = Files.readString(log).trim().split(" ");
        return Long.parseLong(told[0]) / Double.parseDouble(told[1]);
    }

    /** What the job does of the same topic. */
    Rate job(String topic, int parallelism) throws Exception {
        runs++;
        String group = topic + "-" + runs;
        long all = end(topic);
        Moment begin = null;
        Moment last = null;
        try (StreamProcess job =
                new StreamProcess(folder.resolve(group), broker.address(), topic, group, parallelism, intervalMillis)) {
            job.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_READ);
            while (last == null || last.records() < all) {
                if (!job.isRunning() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("the job did not read it all: " + job.told());
                }
                Thread.sleep(MILLIS_BETWEEN);
                Moment now = job.moment(broker);
                if (last == null || now.records() > last.records()) {
                    last = now;
                    begin = begin == null && now.records() > all * WARM ? now : begin;
                }
            }
            if (begin == null || begin.records() == last.records()) {
                throw new IllegalStateException("no checkpoint fell into the run: it was too short");
            }
            double records = last.records() - begin.records();
            return new Rate(
                    records / ((last.nanos() - begin.nanos()) / 1e9),
                    (last.processorSeconds() - begin.processorSeconds()) * 1e6 / records);
        }
    }

    private long end(String topic) throws Exception {
        try (var admin = broker.admin()) {
            int partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(10, TimeUnit.SECONDS)
                    .get(topic)
                    .partitions()
                    .size();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int i = 0; i < partitions; i++) {
                latest.put(new TopicPartition(topic, i), OffsetSpec.latest());
            }
            return admin.listOffsets(latest).all().get(10, TimeUnit.SECONDS).values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .sum();
        }
    }
}
