package io.execparity.stream.flink.metrics;

import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Hands Flink's metrics to the {@link JobStatus} of a job in this process. */
public final class StatusReporter implements MetricReporter {
    private static final String JOB = "job";
    private static final String KEY = "metrics.reporter.execparity.";

    private final JobStatus status;

    private StatusReporter(JobStatus status) {
        this.status = status;
    }

    /** Lets a cluster inside this process report to the status of that name. */
    public static void configure(Configuration cluster, String job) {
        cluster.setString(KEY + "factory.class", Factory.class.getName());
        cluster.setString(KEY + JOB, job);
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        status.add(metric, name, group);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        status.remove(metric);
    }

    /** How Flink makes one, found as a service. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new StatusReporter(JobStatus.of(properties.getProperty(JOB, "")));
        }
    }
}
