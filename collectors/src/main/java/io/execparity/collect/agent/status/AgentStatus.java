package io.execparity.collect.agent.status;

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
        boolean writing) {

    /** Whether it does what it is there for; a broker that is away is no illness until the spool is nearly full. */
    public boolean isHealthy() {
        return writing && spoolBytes < spoolLimitBytes / 10 * 9;
    }

    /** OpenMetrics 1.0 text. */
    public String openMetrics() {
        StringBuilder text = new StringBuilder();
        counter(text, "execparity_agent_records_taken", "Lines and messages taken from sources.", taken);
        counter(text, "execparity_agent_records_sent", "Lines and messages that Kafka acknowledged.", sent);
        counter(text, "execparity_agent_lines_dropped_overrun", "Lines that came too fast.", droppedOverrun);
        counter(text, "execparity_agent_lines_dropped_spool", "Lines the full spool gave up.", droppedSpool);
        counter(text, "execparity_agent_send_failures", "How often sending began again.", sendFailures);
        gauge(text, "execparity_agent_spool_bytes", "Bytes waiting on disk.", spoolBytes);
        gauge(text, "execparity_agent_spool_limit_bytes", "Bytes that may wait on disk.", spoolLimitBytes);
        gauge(text, "execparity_agent_connected", "1 while Kafka takes records.", connected ? 1 : 0);
        return text.append("# EOF\n").toString();
    }

    private static void counter(StringBuilder text, String name, String help, long value) {
        head(text, name, "counter", help)
                .append(name)
                .append("_total ")
                .append(value)
                .append('\n');
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        head(text, name, "gauge", help).append(name).append(' ').append(value).append('\n');
    }

    private static StringBuilder head(StringBuilder text, String name, String type, String help) {
        return text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(help)
                .append("\n# TYPE ")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }
}
