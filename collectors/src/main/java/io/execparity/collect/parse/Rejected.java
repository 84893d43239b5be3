package io.execparity.collect.parse;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.Origin;
import io.execparity.schema.text.Bytes;

/**
 * A line that is no audit record.
 *
 * @param line the line as it was read, cut to {@link #BYTES_KEPT}
 * @param length how many bytes it had
 */
public record Rejected(Origin origin, RejectReason reason, Bytes line, long length) implements ParseResult {
    public static final int BYTES_KEPT = 4096;

    public Rejected {
        requireNonNull(origin, "origin is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(line, "line is null");
    }

    /** Keeps what is kept of a line in a reader's buffer. */
    public static Rejected of(RawLine line, RejectReason reason) {
        return new Rejected(line.origin(), reason, line.copy(BYTES_KEPT), line.length());
    }
}
