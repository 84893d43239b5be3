package io.execparity.stream.flink;

import io.execparity.collect.agent.Agent;
import io.execparity.collect.agent.config.AgentConfigReader;
import io.execparity.collect.testing.KafkaBroker;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfigReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the live job: a real broker for the time of the class, and the files that jobs over it are told by. */
abstract class LiveJobs {
    @TempDir
    private static Path brokerFolder;

    private static KafkaBroker broker;

    @TempDir
    Path folder;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    static KafkaBroker broker() {
        return broker;
    }

    /** Topics that no other test uses, those of lines with so many partitions. */
    static Topics topics(int partitions) throws Exception {
        return new Topics(broker, partitions);
    }

    /** Settings of a job that ends where it fails. */
    static Configuration once() {
        Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return settings;
    }

    /**
     * An agent that begins anew and sends what its sources have.
     *
     * @param sources of its file, each a line of YAML with the indentation that it has there
     */
    Agent agent(Topics topics, String host, String sources) throws Exception {
        String config = """
                host: %s
                state: %s
                sources:
                %s
                snapshot: {enabled: false}
                kafka:
                  bootstrap: ["%s"]
                  topics: {lines: %s, execveat-flags: %s, ima: %s, messages: %s}
                """.formatted(
                        host,
                        Files.createTempDirectory(folder, "agent"),
                        sources,
                        broker.address(),
                        topics.lines(),
                        topics.flags(),
                        topics.ima(),
                        topics.messages());
        Path file = Files.writeString(folder.resolve("agent.yaml"), config);
        return Agent.start(
                new AgentConfigReader(Map.of(), "h").read(file),
                InputStream.nullInputStream(),
                System::currentTimeMillis,
                text -> {});
    }

    /** Ends a job that reads on as if the topics had an end. */
    void settle(Topics topics, JobClient job) throws Exception {
        settle(topics, job, topics.lines());
    }

    /** @param read the topics whose records it is to have read */
    void settle(Topics topics, JobClient job, String... read) throws Exception {
        topics.awaitRead(Duration.ofSeconds(60), read);
        String end = folder.resolve("end").toUri().toString();
        job.stopWithSavepoint(true, end, SavepointFormatType.CANONICAL).get();
        job.getJobExecutionResult().get();
    }

    /** Ends a job and its cluster as they are, and returns when they are gone. */
    static void kill(JobClient job) throws Exception {
        job.cancel().get();
        job.getJobExecutionResult().handle((result, cancelled) -> cancelled).get();
    }

    /** A job's file, of one thread on the heap unless more is said. */
    final class Job {
        private final Topics topics;
        private boolean bounded;
        private int parallelism = 1;
        private String backend = "heap";
        private String furtherTopics = "";
        private String further = "";

        Job(Topics topics) {
            this.topics = topics;
        }

        /** It ends where the topics end when it starts. */
        Job bounded() {
            bounded = true;
            return this;
        }

        Job parallelism(int threads) {
            parallelism = threads;
            return this;
        }

        Job backend(String word) {
            backend = word;
            return this;
        }

        /** It is told by the topic for that. */
        Job controlled() {
            furtherTopics += "    control: " + topics.control() + "\n";
            return this;
        }

        /** Tracers tell it of execveat. */
        Job traced() {
            furtherTopics += "    flags: " + topics.flags() + "\n";
            return this;
        }

        /** Agents follow measurement lists. */
        Job measured() {
            furtherTopics += "    ima: " + topics.ima() + "\n";
            return this;
        }

        /** @param yaml further keys of the file's */
        Job with(String yaml) {
            further = yaml;
            return this;
        }

        LiveConfig config() throws IOException {
            Path file = Files.writeString(
                    folder.resolve("stream.yaml"),
                    "kafka:\n  bootstrap: [\"" + broker.address() + "\"]\n  group: " + topics.prefix + "\n  bounded: "
                            + bounded + "\n" + topics.yaml() + furtherTopics + "state: {backend: " + backend
                            + ", checkpoints: "
                            + folder.resolve("checkpoints") + ", interval-milliseconds: 300}\nparallelism: "
                            + parallelism + "\n" + further);
            return new LiveConfigReader(Map.of()).read(file);
        }

        /** The job, not started. */
        LiveJob make() throws IOException {
            return new LiveJob(config());
        }

        /** Runs it to its end, which a failure is not. */
        void run() throws Exception {
            make().start(once()).getJobExecutionResult().get();
        }
    }
}
