package io.execparity.proof.chain;

import io.execparity.proof.fleet.FleetLine;
import io.execparity.proof.process.Broker;
import io.execparity.proof.process.FlinkCluster;
import io.execparity.proof.process.Waiting;
import io.execparity.proof.results.Comparison;
import io.execparity.proof.results.ElasticResults;
import io.execparity.proof.results.Expectation;
import io.execparity.proof.results.Kind;
import io.execparity.proof.results.TopicResults;
import io.execparity.stream.elastic.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Agents, Kafka, the job on a Flink cluster and the search server, every one of them in processes of its own. */
public final class Chain implements AutoCloseable {
    static final String LINES = "execparity.lines";
    private static final String GROUP = "execparity";
    private static final int PARTITIONS = 8;
    private static final int LINES_A_FILE = 700;
    private static final Duration MOST = Duration.ofMinutes(5);

    private final Setup setup;
    private final Broker broker;
    private final Path config;
    private final Map<String, AgentHost> agents = new LinkedHashMap<>();
    private final FlinkCluster cluster;
    private TopicFeed feed;
    private TestServer elastic;

    /** @param folder of its own, deleted by the caller when the chain is closed */
    public Chain(Path folder, Setup setup) throws Exception {
        this.setup = setup;
        this.broker = new Broker(Files.createDirectories(folder.resolve("broker")));
        this.config = folder.resolve("stream.yaml");
        Path flink = Files.createDirectories(folder.resolve("flink"));
        // The job's own file says the rest, and goes before what the cluster is told.
        cluster = new FlinkCluster(flink, config, setup.taskManagers(), setup.slots(), Map.of());
        for (String host : setup.agentHosts()) {
            agents.put(
                    host, new AgentHost(folder.resolve("agent-" + host), host, broker.address(), LINES, LINES_A_FILE));
        }
    }

    /** Starts all of it, and returns when the job runs. */
    public void start() throws Exception {
        broker.start();
        broker.createTopic(LINES, PARTITIONS);
        for (Kind kind : Kind.values()) {
            broker.createTopic(topic(kind), 2);
        }
        if (setup.elastic()) {
            elastic = TestServer.shared();
            elastic.installAnew();
        }
        Files.writeString(config, JobConfig.text(setup, broker.address(), cluster.checkpoints(), elastic));
        cluster.start();
        feed = new TopicFeed(broker.address(), LINES);
        for (AgentHost agent : agents.values()) {
            agent.start();
        }
    }

    static String topic(Kind kind) {
        return "execparity." + kind.word();
    }

    /** Hands a line to whoever ships its host's. */
    public void take(FleetLine line) {
        AgentHost agent = agents.get(line.host());
        if (agent == null) {
            feed.send(line);
            return;
        }
        try {
            agent.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Broker broker() {
        return broker;
    }

    public FlinkCluster cluster() {
        return cluster;
    }

    /** The search server; where the chain has none that is an error of the caller's. */
    public TestServer elastic() {
        if (elastic == null) {
            throw new IllegalStateException("no search server");
        }
        return elastic;
    }

    List<AgentHost> agents() {
        return List.copyOf(agents.values());
    }

    /** Returns when the job has read, and saved, all that was taken. */
    public void awaitRead() throws Exception {
        feed.flush();
        for (AgentHost agent : agents.values()) {
            Waiting.until(MOST, agent::told, () -> agent.isShipped(broker.address(), LINES));
        }
        cluster.awaitRunning();
        Waiting.until(MOST, this::told, this::isRead);
    }

    private boolean isRead() throws Exception {
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, OffsetSpec> latest = new LinkedHashMap<>();
            for (int i = 0; i < PARTITIONS; i++) {
                latest.put(new TopicPartition(LINES, i), OffsetSpec.latest());
            }
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS);
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(latest).all().get(10, TimeUnit.SECONDS);
            return ends.entrySet().stream()
                    .allMatch(end -> end.getValue().offset() == 0
                            || read.containsKey(end.getKey())
                                    && read.get(end.getKey()).offset()
                                            >= end.getValue().offset());
        }
    }

    /** What came out, held against what should have; the job has to be stopped. */
    public List<Comparison> compare(Expectation expectation) throws Exception {
        List<Comparison> comparisons = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<String> expected = expectation.lines(kind);
            TopicResults found = TopicResults.read(broker.address(), topic(kind));
            comparisons.add(Comparison.of(topic(kind), expected, found.values()));
            if (!kind.grows() && found.replaced() > 0) {
                throw new AssertionError(topic(kind) + ": " + found.replaced() + " told twice");
            }
            if (setup.elastic()) {
                List<String> normal = new ArrayList<>();
                for (String line : expected) {
                    normal.add(ElasticResults.normal(line));
                }
                comparisons.add(Comparison.of("index of " + kind.word(), normal, ElasticResults.read(elastic, kind)));
            }
        }
        return comparisons;
    }

    private String told() {
        return cluster.told();
    }

    @Override
    public void close() {
        agents.values().forEach(AgentHost::close);
        if (feed != null) {
            feed.close();
        }
        cluster.close();
        broker.close();
    }
}
