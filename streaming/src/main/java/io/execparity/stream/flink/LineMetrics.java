package io.execparity.stream.flink;

import io.execparity.stream.flink.metrics.JobMetric;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The numbers of one thread that reads topics. */
final class LineMetrics {
    private final MetricGroup operator;
    private final Counter lines;
    private final Map<String, Counter> rejected = new HashMap<>();
    private final Map<String, AtomicLong> lags = new HashMap<>();

    LineMetrics(MetricGroup operator) {
        this.operator = operator;
        this.lines = JobMetric.LINES.counter(operator);
    }

    void line() {
        lines.inc();
    }

    /** @param reason one of few words */
    void rejected(String reason) {
        rejected.computeIfAbsent(reason, word -> JobMetric.REJECTED.counter(operator, word))
                .inc();
    }

    /** @param records between what was read and the partition's end */
    void lag(String partition, long records) {
        AtomicLong lag = lags.get(partition);
        if (lag == null) {
            AtomicLong first = new AtomicLong();
            JobMetric.LAG.gauge(operator, partition, first::get);
            lags.put(partition, first);
            lag = first;
        }
        lag.set(records);
    }
}
