package io.execparity.collect.agent.status;

import io.execparity.collect.status.OpenMetrics;
import io.execparity.collect.status.Status;

/**
 * How an agent is doing.
 *
 * @param taken lines and messages taken from sources since the start
 * @param sent lines and messages that Kafka has acknowledged since the start
 * @param droppedOverrun lines dropped because they came too fast
 * @param droppedSpool lines dropped because the spool was full
 * @param sendFailures how often sending began again
 * @param spoolBytes bytes on disk
 * @param spoolLimitBytes how many there may be
 * @param connected whether Kafka took something since the last failure
 * @param writing whether the thread that writes the spool lives
 */
public record AgentStatus(
        long taken,
        long sent,
        long droppedOverrun,
        long droppedSpool,
        long sendFailures,
        long spoolBytes,
        long spoolLimitBytes,
        boolean connected,
        boolean writing)
        implements Status {

    /** A broker that is away is no illness until the spool is nearly full. */
    @Override
    public boolean isHealthy() {
        return writing && spoolBytes < spoolLimitBytes / 10 * 9;
    }

    @Override
    public String illness() {
        return "losing";
    }

    @Override
    public String openMetrics() {
        OpenMetrics text = new OpenMetrics();
        text.counters("execparity_agent_records_taken", "Lines and messages taken from sources.")
                .sample(taken);
        text.counters("execparity_agent_records_sent", "Lines and messages that Kafka acknowledged.")
                .sample(sent);
        text.counters("execparity_agent_lines_dropped_overrun", "Lines that came too fast.")
                .sample(droppedOverrun);
        text.counters("execparity_agent_lines_dropped_spool", "Lines the full spool gave up.")
                .sample(droppedSpool);
        text.counters("execparity_agent_send_failures", "How often sending began again.")
                .sample(sendFailures);
        text.gauges("execparity_agent_spool_bytes", "Bytes waiting on disk.").sample(spoolBytes);
        text.gauges("execparity_agent_spool_limit_bytes", "Bytes that may wait on disk.")
                .sample(spoolLimitBytes);
        text.gauges("execparity_agent_connected", "1 while Kafka takes records.")
                .sample(connected ? 1 : 0);
        return text.end();
    }
}
