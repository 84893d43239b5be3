package io.execparity.collect.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.agent.config.AgentConfigReader;
import io.execparity.collect.testing.KafkaBroker;
import io.execparity.schema.message.LineHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Agents that send to a real broker, each test to topics of its own. */
abstract class AgentInKafka {
    static final Duration LONG = Duration.ofSeconds(60);
    private static final AtomicInteger TOPICS = new AtomicInteger();

    @TempDir
    private static Path brokerFolder;

    static KafkaBroker broker;

    @TempDir
    Path folder;

    Path log;
    String topic;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void nameThings() {
        log = folder.resolve("audit.log");
        topic = "t" + TOPICS.incrementAndGet();
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    Path config(String sources) throws IOException {
        return config(sources, "snapshot: {enabled: false}\n");
    }

    Path config(String sources, String more) throws IOException {
        return Files.writeString(
                folder.resolve("agent.yaml"),
                "host: web-1\nstate: " + folder.resolve("state") + "\nsources:\n" + sources + more
                        + "kafka:\n  bootstrap: [\"" + broker.address() + "\"]\n  topics: {lines: " + topic
                        + ", messages: " + topic + "-messages, execveat-flags: " + topic + "-flags, ima: " + topic
                        + "-ima}\n");
    }

    Agent start(String sources) throws IOException {
        return start(config(sources), InputStream.nullInputStream());
    }

    static Agent start(Path config, InputStream in) throws IOException {
        return Agent.start(
                new AgentConfigReader(Map.of(), "h").read(config), in, System::currentTimeMillis, text -> {});
    }

    static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
    }

    private record Name(long epoch, long sequence) {}

    /** Values by what names a line for ever and gives their order, as a reader is to take them. */
    static Map<Name, String> once(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Name, String> once = new TreeMap<>(Comparator.comparing(Name::epoch).thenComparing(Name::sequence));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Name name = new Name(
                    Long.parseLong(header(record, LineHeaders.EPOCH)),
                    Long.parseLong(header(record, LineHeaders.SEQUENCE)));
            String value = new String(record.value(), UTF_8);
            String before = once.putIfAbsent(name, value);
            assertThat(before).isIn(null, value);
        }
        return once;
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
