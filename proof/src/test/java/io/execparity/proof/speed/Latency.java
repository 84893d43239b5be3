package io.execparity.proof.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.bench.RepeatedLog;
import io.execparity.proof.process.Broker;
import io.execparity.proof.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long it takes from a record's append to the topic until a reader of committed results has the finding for which it
 * was the last piece of evidence, while lines come at a steady rate.
 */
final class Latency {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration UP = Duration.ofMinutes(1);
    private static final int ROUNDS = 8;
    /** A reader of committed results waits for the next checkpoint. */
    private static final int INTERVAL_MILLIS = 500;

    private final Path folder;
    private final Broker broker;
    private final RepeatedLog log;
    private final int hosts;
    private final AppendTimes appended;
    private volatile boolean over;

    /**
     * What was seen.
     *
     * @param millis of each finding, rising
     */
    record Seen(List<Long> millis) {
        long percentile(double percent) {
            return millis.get((int) Math.min(millis.size() - 1, Math.floor(millis.size() * percent / 100)));
        }
    }

    /** @param folder of its own */
    Latency(Path folder, Broker broker, RepeatedLog log, int hosts) {
        this.folder = folder;
        this.broker = broker;
        this.log = log;
        this.hosts = hosts;
        this.appended = new AppendTimes(log, hosts, ROUNDS);
    }

    /**
     * Runs the job and feeds it.
     *
     * @param linesASecond how many
     * @param warm seconds whose findings do not count
     * @param seconds whose findings count
     */
    Seen measured(int parallelism, int linesASecond, int warm, int seconds) throws Exception {
        String topic = "steady";
        broker.createTopic(topic, 8);
        try (StreamProcess job = new StreamProcess(
                        folder.resolve(topic), broker.address(), topic, topic, parallelism, INTERVAL_MILLIS);
                RawTopic raw = new RawTopic(broker.address(), topic, log, hosts, log.millis())) {
            job.start();
            raw.send(1, appended::note);
            Waiting.until(UP, job::told, () -> job.moment(broker).records() > 0);
            long begun = System.nanoTime();
            Reader reader = new Reader(topic + "-findings", begun + warm * 1_000_000_000L);
            Thread thread = new Thread(reader, "findings");
            thread.start();
            for (long sent = 0; sent < (long) linesASecond * (warm + seconds); ) {
                long due = (System.nanoTime() - begun) / 1_000 * linesASecond / 1_000_000;
                raw.send(Math.max(0, due - sent), appended::note);
                sent = Math.max(sent, due);
                Thread.sleep(1);
            }
            double took = (System.nanoTime() - begun) / 1e9;
            raw.flush();
            Thread.sleep(UP.toMillis() / 10);
            over = true;
            thread.join();
            System.err.printf("fed for %.1f s, %d findings%n", took, reader.millis.size());
            return new Seen(reader.millis.stream().sorted().toList());
        }
    }

    /** Follows the findings; of one that is told again the first telling counts. */
    private final class Reader implements Runnable {
        private final String topic;
        private final long from;
        private final Set<ByteBuffer> known = new HashSet<>();
        private final List<Long> millis = new ArrayList<>();

        Reader(String topic, long from) {
            this.topic = topic;
            this.from = from;
        }

        @Override
        public void run() {
            Map<String, Object> settings = Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    broker.address(),
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed");
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (!over) {
                    var read = consumer.poll(Duration.ofMillis(20));
                    long now = System.nanoTime();
                    for (ConsumerRecord<byte[], byte[]> record : read) {
                        take(record, now);
                    }
                }
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> record, long now) {
            if (!known.add(ByteBuffer.wrap(record.key())) || now < from) {
                return;
            }
            JsonNode finding;
            try {
                finding = MAPPER.readTree(record.value());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            long begun = appended.of(finding);
            // A blind spot is what did not come for a time; it has no record that it waits for.
            if (begun > 0 && !finding.at("/rule/name").asText().equals("sensor-blind-spot")) {
                long took = (now - begun) / 1_000_000;
                if (took > 1_500 && System.getProperty("execparity.slow") != null) {
                    System.err.println(took + " " + finding);
                }
                millis.add(took);
            }
        }
    }
}
