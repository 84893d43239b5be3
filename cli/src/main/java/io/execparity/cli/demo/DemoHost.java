package io.execparity.cli.demo;

import io.execparity.collect.agent.Agent;
import io.execparity.collect.agent.config.AgentConfig;
import io.execparity.collect.agent.config.AgentConfig.FollowedFile;
import io.execparity.collect.agent.config.AgentConfig.KafkaTarget;
import io.execparity.collect.agent.config.AgentConfig.Measurements;
import io.execparity.collect.agent.config.AgentConfig.SnapshotPlan;
import io.execparity.collect.agent.config.AgentConfig.Sources;
import io.execparity.collect.agent.spool.SpoolSettings;
import io.execparity.collect.config.KafkaProperties;
import io.execparity.stream.live.LiveConfig.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A recorded host's log as it is written, and the agent that follows it. */
final class DemoHost implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final long SPOOL_BYTES = 64L << 20;
    private static final int SYNC_MILLIS = 200;

    private final Path log;
    private final Agent agent;

    private DemoHost(Path log, Agent agent) {
        this.log = log;
        this.agent = agent;
    }

    static Path log(Path folder) {
        return folder.resolve("audit.log");
    }

    /**
     * Starts the agent, which goes on where it was.
     *
     * @param folder for the log and what the agent keeps
     * @param bootstrap where the broker is
     * @param complaints takes sentences, from several threads
     */
    static DemoHost start(String name, Path folder, String bootstrap, Consumer<String> complaints) throws IOException {
        Files.createDirectories(folder);
        Topics topics = Topics.usual();
        AgentConfig config = new AgentConfig(
                name,
                "demo-" + name,
                new Sources(
                        Optional.of(new FollowedFile(log(folder), false)),
                        Optional.empty(),
                        false,
                        List.of(),
                        List.of(),
                        new Measurements(List.of(), 1)),
                new SpoolSettings(folder.resolve("spool"), SPOOL_BYTES),
                SYNC_MILLIS,
                new KafkaTarget(
                        topics.lines().get(0),
                        "execparity.execveat-flags",
                        "execparity.ima",
                        topics.messages(),
                        KafkaProperties.ofAgentAt(bootstrap)),
                // It would tell of this machine.
                new SnapshotPlan(false, 1),
                Optional.empty());
        Agent agent = Agent.start(config, InputStream.nullInputStream(), System::currentTimeMillis, complaints);
        return new DemoHost(log(folder), agent);
    }

    /** Waits until Kafka has every line of the log. */
    void awaitSent() throws IOException, InterruptedException {
        while (agent.auditLogOffset() < Files.size(log) || !agent.isDrained()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        agent.close();
    }
}
