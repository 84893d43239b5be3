package io.execparity.stream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.collect.status.StatusServer;
import io.execparity.stream.flink.metrics.JobStatus;
import io.execparity.stream.flink.metrics.StatusReporter;
import io.execparity.stream.live.LiveConfig;
import io.execparity.stream.live.LiveConfigReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job that follows topics, on a cluster inside this process or, by {@link #main}, on one that it is sent to. */
public final class LiveJob {
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(10);

    private final LiveConfig config;

    public LiveJob(LiveConfig config) {
        this.config = config;
    }

    /**
     * Sends the job to the cluster that whoever calls this belongs to, as {@code flink run} does.
     *
     * @param arguments the job's file
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("one argument is needed: the job's file");
        }
        LiveConfig config = new LiveConfigReader(System.getenv()).read(Path.of(arguments[0]));
        LiveJob job = new LiveJob(config);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(job.settings());
        new LivePipeline(config).build(environment);
        environment.execute(job.name());
    }

    /**
     * Starts the job on a cluster of its own inside this process. It goes on from its last checkpoint, if there is one.
     *
     * @throws IOException where the checkpoints' folder cannot be read
     */
    public JobClient start() throws IOException {
        Configuration further = new Configuration();
        further.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id());
        LastCheckpoint.of(config.state().checkpoints(), id())
                .ifPresent(last -> further.set(StateRecoveryOptions.SAVEPOINT_PATH, last));
        return start(further);
    }

    /**
     * As {@link #start}, and waits for the end: of bounded topics, or of a failure that no restart could mend.
     *
     * @throws IOException where Kafka or the checkpoints cannot be reached at the beginning
     */
    public void run() throws IOException, InterruptedException {
        try {
            start().getJobExecutionResult().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the job failed", e.getCause());
        }
    }

    /** Starts it with settings of Flink's own besides. */
    JobClient start(Configuration further) throws IOException {
        Configuration settings = settings();
        settings.addAll(further);
        // Not the job's id: one that is over may be forgotten after the next one began.
        String told = UUID.randomUUID().toString();
        if (config.metrics().isPresent()) {
            StatusReporter.configure(settings, told);
        }
        StreamExecutionEnvironment environment =
                LocalCluster.environment(config.parallelism(), BETWEEN_HEARTBEATS, settings);
        new LivePipeline(config).build(environment);
        StatusServer server = serve(told);
        try {
            JobClient job = environment.executeAsync(name());
            closeAfter(job, server, told);
            return job;
        } catch (Exception e) { // as Flink declares it
            close(server, told);
            throw new IllegalStateException("the job cannot be started", e);
        }
    }

    /** Says how the job is doing, for as long as it runs, where its file asks for that. */
    private @Nullable StatusServer serve(String told) throws IOException {
        if (config.metrics().isEmpty()) {
            return null;
        }
        InetSocketAddress address = config.metrics().get();
        JobStatus status = JobStatus.of(told);
        try {
            return StatusServer.start(address, () -> status);
        } catch (IOException e) {
            JobStatus.forget(told);
            throw new IOException("metrics cannot be told at port " + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whoever started the job hears how it ended
    private static void closeAfter(JobClient job, @Nullable StatusServer server, String told) {
        job.getJobExecutionResult().whenComplete((result, failure) -> close(server, told));
    }

    private static void close(@Nullable StatusServer server, String told) {
        if (server != null) {
            server.close();
            JobStatus.forget(told);
        }
    }

    private String name() {
        return "execparity " + config.kafka().group();
    }

    /** The same for every run of a group, so that its checkpoints are found again. */
    private String id() {
        return UUID.nameUUIDFromBytes(config.kafka().group().getBytes(UTF_8))
                .toString()
                .replace("-", "");
    }

    /** What Flink is told for this job, wherever it runs. */
    Configuration settings() {
        Configuration settings = new Configuration();
        settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.state().interval());
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.state().checkpoints());
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        settings.set(
                StateBackendOptions.STATE_BACKEND,
                switch (config.state().backend()) {
                    case HEAP -> "hashmap";
                    case ROCKSDB -> "rocksdb";
                });
        settings.set(RocksDBOptions.OPTIONS_FACTORY, RocksDbOptions.class.getName());
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofMinutes(1));
        return settings;
    }
}
