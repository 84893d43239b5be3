package io.execparity.stream.flink;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What a cluster inside this process is told: to keep to itself, and to leave nothing behind. */
final class LocalCluster {
    private LocalCluster() {}

    /** An environment whose jobs each get a cluster. */
    static StreamExecutionEnvironment environment(int parallelism, Duration betweenReports) throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return environment(parallelism, betweenReports, configuration);
    }

    /** The same for a job with settings of its own. */
    static StreamExecutionEnvironment environment(int parallelism, Duration betweenReports, Configuration settings)
            throws IOException {
        Configuration configuration = new Configuration(settings);
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        // Heartbeats carry the count of records, and once in 10 s is no progress.
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, betweenReports);
        closeDoors(configuration);
        keepFilesIn(WorkFolder.make(Path.of(System.getProperty("java.io.tmpdir"))), configuration);
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }

    /** Flink would listen on every network of the host. */
    private static void closeDoors(Configuration configuration) {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        configuration.set(RestOptions.ADDRESS, loopback);
        configuration.set(RestOptions.BIND_ADDRESS, loopback);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(JobManagerOptions.BIND_HOST, loopback);
        configuration.set(ClosedEndpoint.CLOSED, true);
    }

    private static void keepFilesIn(Path folder, Configuration configuration) {
        configuration.set(CoreOptions.TMP_DIRS, folder.toString());
        configuration.set(WebOptions.TMP_DIR, folder.toString());
    }
}
