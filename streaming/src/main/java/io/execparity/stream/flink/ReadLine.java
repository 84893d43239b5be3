package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.source.RawLine;

/**
 * A line as it was read, in an array of its own.
 *
 * @param source the source's name
 * @param offset bytes before the line in its source
 * @param bytes the line, or the beginning of one that is too long
 * @param whole false where {@code bytes} is only the beginning
 */
@SuppressWarnings("ArrayRecordComponent") // made for one line, handed on and never changed
public record ReadLine(String source, long offset, byte[] bytes, boolean whole) implements ReadItem {
    public ReadLine {
        requireNonNull(source, "source is null");
        requireNonNull(bytes, "bytes is null");
    }

    /** A copy of the line in a reader's buffer. */
    static ReadLine of(RawLine line, boolean whole) {
        return new ReadLine(
                line.source(), line.offset(), line.copy(line.length()).toArray(), whole);
    }

    RawLine raw() {
        return RawLine.of(source, offset, bytes);
    }
}
