package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.testing.KafkaBroker;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.EncodingSink;
import io.execparity.stream.ResultId;
import io.execparity.stream.ResultKind;
import io.execparity.stream.Site;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A job's topics on a broker, under names of their own, and what should be in them. */
final class Topics {
    private static int made;

    private final KafkaBroker broker;
    final String prefix;

    /** A line as an agent sends it. */
    record Sent(String host, String line) {}

    Topics(KafkaBroker broker, int partitions) throws Exception {
        this.broker = broker;
        this.prefix = "t" + ++made;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createTopics(List.of(new NewTopic(lines(), partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    String lines() {
        return prefix + ".lines";
    }

    /** What a site says while its job runs; no job's file names it but one of {@link LiveJobs.Job#controlled}. */
    String control() {
        return prefix + ".control";
    }

    /** What tracers see; no job's file names it but one of {@link LiveJobs.Job#traced}. */
    String flags() {
        return prefix + ".flags";
    }

    /** Entries of measurement lists; no job's file names it but one of {@link LiveJobs.Job#measured}. */
    String ima() {
        return prefix + ".ima";
    }

    String messages() {
        return prefix + ".messages";
    }

    private String of(ResultKind kind) {
        return prefix + '.' + kind.name().toLowerCase(Locale.ROOT);
    }

    /** The part of a job's file that names them. */
    String yaml() {
        StringBuilder yaml =
                new StringBuilder("  topics:\n    lines: [" + lines() + "]\n    messages: " + messages() + "\n");
        for (ResultKind kind : ResultKind.values()) {
            yaml.append("    ")
                    .append(kind.name().toLowerCase(Locale.ROOT))
                    .append(": ")
                    .append(of(kind))
                    .append('\n');
        }
        return yaml.toString();
    }

    void send(List<Sent> lines) throws Exception {
        // One request at a time: a partition that is not there yet would refuse the first of several, and take the
        // others.
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.address(), "linger.ms", "5", "max.in.flight.requests.per.connection", "1");
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(settings)) {
            for (Sent line : lines) {
                sent.add(producer.send(new ProducerRecord<>(
                        lines(), line.host().getBytes(UTF_8), line.line().getBytes(ISO_8859_1))));
            }
        }
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends a message of the control topic.
     *
     * @param message null to have forgotten what was said under the key
     */
    void say(String key, String message) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("bootstrap.servers", broker.address()))) {
            producer.send(new ProducerRecord<>(
                            control(), key.getBytes(UTF_8), message == null ? null : message.getBytes(UTF_8)))
                    .get();
        }
    }

    /** Takes from the control topic what is in it. */
    void forgetControl() throws Exception {
        TopicPartition partition = new TopicPartition(control(), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
    }

    /** Waits until a topic has so many results, and fails where it never does. */
    void await(ResultKind kind, int atLeast, Duration most) {
        assertThat(broker.records(of(kind), atLeast, most)).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    /** Waits until a job has read and settled in checkpoints all that the topics hold. */
    void awaitRead(Duration most, String... topics) throws Exception {
        long deadline = System.nanoTime() + most.toNanos();
        Set<String> names = Set.of(topics);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(each ->
                                    latest.put(new TopicPartition(name, each.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            ends.values().removeIf(end -> end == 0);
            Map<TopicPartition, Long> read = new HashMap<>();
            while (!read.equals(ends)) {
                assertThat(System.nanoTime()).as("read %s of %s", read, ends).isLessThan(deadline);
                Thread.sleep(50);
                read.clear();
                admin.listConsumerGroupOffsets(prefix)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .forEach((partition, offset) -> read.put(partition, offset.offset()));
                read.entrySet()
                        .removeIf(place -> place.getValue() == 0
                                || !names.contains(place.getKey().topic()));
            }
        }
    }

    /** What consumers see that see committed records only. */
    List<String> values(ResultKind kind) {
        List<String> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.records(of(kind))) {
            values.add(new String(record.value(), UTF_8));
        }
        return values;
    }

    /** The last value of each key. */
    Map<String, String> latest(ResultKind kind) {
        Map<String, String> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.records(of(kind))) {
            latest.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8));
        }
        return latest;
    }

    /** Whole logs, each under a host's name, that come as one: a line of each in turn. */
    static List<Sent> interleaved(Map<String, Path> logs) throws Exception {
        Map<String, List<String>> lines = new TreeMap<>();
        for (Map.Entry<String, Path> log : logs.entrySet()) {
            lines.put(log.getKey(), Corpora.lines(log.getValue()));
        }
        return interleavedLines(lines);
    }

    /** The same in two parts, between which no host has an event that is open. */
    static List<List<Sent>> halves(Map<String, Path> logs) throws Exception {
        Map<String, List<String>> before = new TreeMap<>();
        Map<String, List<String>> after = new TreeMap<>();
        for (Map.Entry<String, Path> log : logs.entrySet()) {
            List<String> lines = Corpora.lines(log.getValue());
            int cut = Corpora.betweenEvents(lines, lines.size() / 2);
            before.put(log.getKey(), lines.subList(0, cut));
            after.put(log.getKey(), lines.subList(cut, lines.size()));
        }
        return List.of(interleavedLines(before), interleavedLines(after));
    }

    private static List<Sent> interleavedLines(Map<String, List<String>> lines) {
        int longest = lines.values().stream().mapToInt(List::size).max().orElse(0);
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            for (Map.Entry<String, List<String>> host : lines.entrySet()) {
                if (i < host.getValue().size()) {
                    sent.add(new Sent(host.getKey(), host.getValue().get(i)));
                }
            }
        }
        return sent;
    }

    /** What the analysis says of the same logs, by key. */
    static Map<ResultKind, Map<String, String>> analyzed(Map<String, Path> logs) throws Exception {
        return analyzed(logs, Site::of);
    }

    /** @param site what the analysis is told, for each host */
    static Map<ResultKind, Map<String, String>> analyzed(Map<String, Path> logs, Function<String, Site> site)
            throws Exception {
        Map<ResultKind, Map<String, String>> analyzed = new EnumMap<>(ResultKind.class);
        for (ResultKind kind : ResultKind.values()) {
            analyzed.put(kind, new TreeMap<>());
        }
        for (Map.Entry<String, Path> log : logs.entrySet()) {
            List<EncodedResult> results = new ArrayList<>();
            try (Analysis analysis =
                    new Analysis(site.apply(log.getKey()).settings(), new EncodingSink(results::add), rejected -> {})) {
                analysis.read(AuditLogFiles.of(List.of(log.getValue().toString()), InputStream.nullInputStream()));
                analysis.finish();
            }
            for (EncodedResult result : results) {
                String key = result.line().host() + ' ' + ResultId.of(result);
                // Two results of one id would be one in the topic.
                assertThat(analyzed.get(result.kind())
                                .put(key, new String(result.line().line(), UTF_8)))
                        .isNull();
            }
        }
        return analyzed;
    }
}
