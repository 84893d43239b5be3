package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

/**
 * What a host's tracer saw of one execveat.
 *
 * @param partition it came from
 * @param line of JSON, one that tells of a call
 */
record HostTrace(String host, String partition, LineNumber number, String line) implements HostItem {
    HostTrace {
        requireNonNull(host, "host is null");
        requireNonNull(partition, "partition is null");
        requireNonNull(number, "number is null");
        requireNonNull(line, "line is null");
    }
}
