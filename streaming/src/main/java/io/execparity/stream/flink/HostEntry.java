package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.measurement.ListedEntry;

/**
 * An entry of a host's measurement list that there is something to tell of.
 *
 * @param partition it came from
 */
record HostEntry(String host, String partition, LineNumber number, ListedEntry entry) implements HostItem {
    HostEntry {
        requireNonNull(host, "host is null");
        requireNonNull(partition, "partition is null");
        requireNonNull(number, "number is null");
        requireNonNull(entry, "entry is null");
    }
}
