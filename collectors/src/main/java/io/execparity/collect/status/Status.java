package io.execparity.collect.status;

/** How a process is doing. */
public interface Status {
    /** Whether it does what it is there for. */
    boolean isHealthy();

    /** One word for where it does not. */
    String illness();

    /** OpenMetrics 1.0 text. */
    String openMetrics();
}
