package io.execparity.report.model;

import static java.util.Objects.requireNonNull;

/**
 * What came from a host in the period.
 *
 * @param first when the first execution or check was, milliseconds of the epoch; 0 where none was
 * @param last when the last was
 */
public record HostView(String name, long executions, long checks, long first, long last) {
    public HostView {
        requireNonNull(name, "name is null");
    }

    public boolean hasRecords() {
        return executions + checks > 0;
    }
}
