package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.Place;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.detection.ResultSink;
import io.execparity.stream.flink.metrics.JobMetric;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The numbers of one thread that correlates hosts. */
final class HostMetrics {
    private final Map<Place, Counter> events = new EnumMap<>(Place.class);
    private final Map<Rule, Counter> findings = new EnumMap<>(Rule.class);
    private final Map<Rule, Counter> early = new EnumMap<>(Rule.class);
    private final Counter stateBytes;
    private volatile long hosts;
    private volatile long processes;
    private volatile long bytesWaiting;

    HostMetrics(MetricGroup operator) {
        for (Place place : Place.values()) {
            String word = place.name().toLowerCase(Locale.ROOT).replace('_', '-');
            events.put(place, JobMetric.EVENTS.counter(operator, word));
        }
        for (Rule rule : Rule.values()) {
            findings.put(rule, JobMetric.FINDINGS.counter(operator, rule.slug()));
            early.put(rule, JobMetric.FINDINGS_EARLY.counter(operator, rule.slug()));
        }
        stateBytes = JobMetric.STATE_BYTES.counter(operator);
        JobMetric.HOSTS.gauge(operator, () -> hosts);
        JobMetric.PROCESSES.gauge(operator, () -> processes);
        JobMetric.BYTES_WAITING.gauge(operator, () -> bytesWaiting);
    }

    void item(StreamItem item) {
        if (item instanceof AuditEvent event) {
            requireNonNull(events.get(event.place())).inc();
        }
    }

    /** So many bytes were written to Flink's state. */
    void written(long bytes) {
        stateBytes.inc(bytes);
    }

    /** How much is on the heap. */
    void holds(long hostsAtHand, long processesKnown, long bytes) {
        hosts = hostsAtHand;
        processes = processesKnown;
        bytesWaiting = bytes;
    }

    /** Counts what goes to a sink. */
    ResultSink counted(ResultSink sink) {
        return new Counting(sink, findings);
    }

    /** Counts what goes to the sink of what is told early. */
    ResultSink countedEarly(ResultSink sink) {
        return new Counting(sink, early);
    }

    private record Counting(ResultSink sink, Map<Rule, Counter> findings) implements ResultSink {
        @Override
        public void finding(Finding finding) {
            requireNonNull(findings.get(finding.rule())).inc();
            sink.finding(finding);
        }

        @Override
        public void execution(Execution execution) {
            sink.execution(execution);
        }

        @Override
        public void check(Check check) {
            sink.check(check);
        }

        @Override
        public void memfd(MemfdCall call) {
            sink.memfd(call);
        }

        @Override
        public void suppressed(SuppressedFinding held) {
            sink.suppressed(held);
        }
    }
}
