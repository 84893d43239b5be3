package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.source.RawLine;

/**
 * A line that is an audit record, with its host, by which lines find their way. It travels as it was read: its bytes
 * are smaller than the record they make, and need no serialiser for each record type.
 */
@SuppressWarnings("ArrayRecordComponent") // made for one line, handed on and never changed
record HostLine(String host, String source, long offset, byte[] bytes) implements HostItem {
    HostLine {
        requireNonNull(host, "host is null");
        requireNonNull(source, "source is null");
        requireNonNull(bytes, "bytes is null");
    }

    RawLine raw() {
        return RawLine.of(source, offset, bytes);
    }
}
