package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.source.RawLine;

/**
 * A line as it was read, in an array of its own.
 *
 * @param source the source's name
 * @param offset bytes before the line in its source
 * @param bytes the line, or the beginning of one that is too long
 * @param length how many bytes the line has: more than {@code bytes} where these are only the beginning
 */
@SuppressWarnings("ArrayRecordComponent") // made for one line, handed on and never changed
public record ReadLine(String source, long offset, byte[] bytes, long length) implements ReadItem {
    public ReadLine {
        requireNonNull(source, "source is null");
        requireNonNull(bytes, "bytes is null");
    }

    /** A copy of the line in a reader's buffer. */
    static ReadLine of(RawLine line, long length) {
        return new ReadLine(
                line.source(), line.offset(), line.copy(line.length()).toArray(), length);
    }

    boolean whole() {
        return bytes.length == length;
    }

    RawLine raw() {
        return RawLine.of(source, offset, bytes);
    }
}
