package io.execparity.proof.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.proof.fleet.FleetLine;
import io.execparity.proof.process.CollectProcess;
import io.execparity.schema.message.LineHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A host with an auditd that writes its log and rotates it, and an agent that follows it. */
final class AgentHost implements AutoCloseable {
    private final String name;
    private final Path log;
    private final CollectProcess agent;
    private final int linesAFile;
    private int written;

    /** @param linesAFile how many lines auditd writes before it rotates */
    AgentHost(Path folder, String name, String broker, String topic, int linesAFile) throws IOException {
        this.name = name;
        this.log = Files.createDirectories(folder.resolve("audit")).resolve("audit.log");
        this.linesAFile = linesAFile;
        this.agent = new CollectProcess(folder, name, log, broker, topic);
    }

    String name() {
        return name;
    }

    void start() throws IOException {
        agent.start();
    }

    /** The agent dies at whatever it is doing and is started again. */
    synchronized void killAgent() throws Exception {
        agent.kill();
        agent.start();
    }

    /** The agent dies between two of the steps in which auditd rotates, and the next file fills before it is back. */
    synchronized void killAgentInRotation() throws Exception {
        shiftOlder();
        agent.kill();
        Files.move(log, older(1));
        Files.createFile(log);
        agent.start();
    }

    synchronized void write(FleetLine line) throws IOException {
        try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(line.shipped());
            out.write('\n');
        }
        written++;
        if (written % linesAFile == 0) {
            shiftOlder();
            Files.move(log, older(1));
        }
    }

    private void shiftOlder() throws IOException {
        int oldest = 1;
        while (Files.exists(older(oldest))) {
            oldest++;
        }
        for (int number = oldest - 1; number >= 1; number--) {
            Files.move(older(number), older(number + 1));
        }
    }

    private Path older(int number) {
        return log.resolveSibling("audit.log." + number);
    }

    /** Whether every line written so far is in the topic. */
    boolean isShipped(String broker, String topic) {
        return shipped(broker, topic).size() >= written;
    }

    /** Where a line stands among those of its host. */
    private record Name(long epoch, long sequence) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            return Comparator.comparingLong(Name::epoch)
                    .thenComparingLong(Name::sequence)
                    .compare(this, other);
        }
    }

    /** The agent's lines in the topic in their order, each once however often it was sent. */
    List<String> shipped(String broker, String topic) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        SortedMap<Name, String> lines = new TreeMap<>();
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
                    if (record.headers().lastHeader(LineHeaders.SEQUENCE) != null
                            && new String(record.key(), UTF_8).equals(name)) {
                        lines.put(
                                new Name(number(record, LineHeaders.EPOCH), number(record, LineHeaders.SEQUENCE)),
                                new String(record.value(), ISO_8859_1));
                    }
                }
            }
        }
        return List.copyOf(lines.values());
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String header) {
        return Long.parseLong(new String(record.headers().lastHeader(header).value(), UTF_8));
    }

    String told() {
        return agent.told();
    }

    @Override
    public void close() {
        agent.close();
    }
}
