package io.execparity.stream.flink.metrics;

import static java.util.Objects.requireNonNull;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * A number that the job tells of itself. Any reporter of Flink's has it under {@code execparity.NAME}, with a label where
 * it is one of several; the labels' values are bounded. Counters begin anew when a task does.
 */
public enum JobMetric {
    /** Of the partitions with lines; those of other topics are among Flink's own numbers. */
    LAG("lag", "partition", false, "Records between what was read and the partition's end."),
    LINES("lines", null, true, "Lines and messages read."),
    REJECTED("rejected", "reason", true, "Lines and messages that are none."),
    EVENTS("events", "place", true, "Events by how they stand to the order of their host's stream."),
    FINDINGS("findings", "rule", true, "Findings, roll-ups each time they are told."),
    FINDINGS_EARLY("findings_early", "rule", true, "Findings told because their host was silent."),
    HOSTS("hosts", null, false, "Hosts whose state is on the heap, at the last checkpoint."),
    PROCESSES("processes", null, false, "Processes of these hosts that are known."),
    BYTES_WAITING("bytes_waiting", null, false, "Bytes of records that wait for others of their event."),
    STATE_BYTES("state_bytes", null, true, "Bytes of hosts' state that checkpoints wrote."),
    DEAD_LETTERS("dead_letters", null, true, "Documents that no index takes."),
    CHECKPOINT_BYTES("lastCheckpointSize", null, false, "Bytes of the last checkpoint, of the whole job."),
    CHECKPOINTS("numberOfCompletedCheckpoints", null, false, "Checkpoints since the job was started."),
    CHECKPOINTS_FAILED("numberOfFailedCheckpoints", null, false, "Checkpoints that failed since then."),
    RESTARTS("numRestarts", null, false, "How often the job began again after a failure.");

    /** Ours, and not Flink's. */
    static final String SCOPE = "execparity";

    private final String word;
    private final @Nullable String label;
    private final boolean counts;
    private final String help;

    JobMetric(String word, @Nullable String label, boolean counts, String help) {
        this.word = word;
        this.label = label;
        this.counts = counts;
        this.help = help;
    }

    /** As Flink has it. */
    String word() {
        return word;
    }

    /** What tells its numbers apart, null where there is only one. */
    @Nullable
    String label() {
        return label;
    }

    /** Whether it only grows. */
    boolean counts() {
        return counts;
    }

    String help() {
        return help;
    }

    /** Adds the only number of it to an operator's. */
    public Counter counter(MetricGroup operator) {
        return operator.addGroup(SCOPE).counter(word);
    }

    /** Adds one of its numbers to an operator's. */
    public Counter counter(MetricGroup operator, String labelled) {
        return group(operator, labelled).counter(word);
    }

    /** Adds the only number of it to an operator's. */
    public void gauge(MetricGroup operator, Gauge<Long> value) {
        operator.addGroup(SCOPE).gauge(word, value);
    }

    /** Adds one of its numbers to an operator's. */
    public void gauge(MetricGroup operator, String labelled, Gauge<Long> value) {
        group(operator, labelled).gauge(word, value);
    }

    private MetricGroup group(MetricGroup operator, String labelled) {
        return operator.addGroup(SCOPE).addGroup(requireNonNull(label, "it has one number only"), labelled);
    }
}
