package io.execparity.stream.flink.metrics;

import io.execparity.collect.status.OpenMetrics;
import io.execparity.collect.status.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What a job in this process says of itself: the sums of its {@link JobMetric}s over all threads. It is healthy while its
 * tasks run, and not while it begins again after a failure.
 */
public final class JobStatus implements Status {
    private static final Map<String, JobStatus> KNOWN = new ConcurrentHashMap<>();

    private final Map<JobMetric, List<Sample>> samples = new EnumMap<>(JobMetric.class);

    private record Sample(String labelled, Metric metric) {
        long value() {
            if (metric instanceof Counter counter) {
                return counter.getCount();
            }
            return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
                    ? number.longValue()
                    : 0;
        }
    }

    private JobStatus() {}

    /** The status of a job of that name, which Flink's reporter finds by it. */
    public static JobStatus of(String name) {
        return KNOWN.computeIfAbsent(name, unused -> new JobStatus());
    }

    /** Forgets the job of that name. */
    public static void forget(String name) {
        KNOWN.remove(name);
    }

    synchronized void add(Metric metric, String word, MetricGroup group) {
        JobMetric of = of(word, group);
        if (of != null) {
            String labelled =
                    of.label() == null ? "" : group.getAllVariables().getOrDefault("<" + of.label() + ">", "");
            samples.computeIfAbsent(of, unused -> new ArrayList<>()).add(new Sample(labelled, metric));
        }
    }

    synchronized void remove(Metric metric) {
        samples.values().forEach(list -> list.removeIf(sample -> sample.metric().equals(metric)));
    }

    private static @Nullable JobMetric of(String word, MetricGroup group) {
        boolean ours = Arrays.asList(group.getScopeComponents()).contains(JobMetric.SCOPE);
        for (JobMetric metric : JobMetric.values()) {
            if (metric.word().equals(word) && ours == isOurs(metric)) {
                return metric;
            }
        }
        return null;
    }

    /** Flink's own are named in its manner. */
    private static boolean isOurs(JobMetric metric) {
        return metric.word().equals(metric.word().toLowerCase(Locale.ROOT));
    }

    @Override
    public synchronized boolean isHealthy() {
        List<Sample> hosts = samples.get(JobMetric.HOSTS);
        return hosts != null && !hosts.isEmpty();
    }

    @Override
    public String illness() {
        return "not running";
    }

    @Override
    public synchronized String openMetrics() {
        OpenMetrics text = new OpenMetrics();
        samples.forEach((metric, list) -> {
            String family = "execparity_stream_" + metric.name().toLowerCase(Locale.ROOT);
            if (metric.counts()) {
                text.counters(family, metric.help());
            } else {
                text.gauges(family, metric.help());
            }
            Map<String, Long> sums = new TreeMap<>();
            list.forEach(sample -> sums.merge(sample.labelled(), sample.value(), Long::sum));
            String label = metric.label();
            sums.forEach((labelled, sum) -> {
                if (label == null) {
                    text.sample(sum);
                } else {
                    text.sample(label, labelled, sum);
                }
            });
        });
        return text.end();
    }
}
