package io.execparity.collect.source;

import io.execparity.schema.record.Origin;
import io.execparity.schema.text.Bytes;
import java.util.Arrays;

/**
 * One line as it stands in a reader's buffer, without its line end. It is a view: the buffer is overwritten after the
 * handler returns, so what is to be kept must be copied.
 *
 * @param source the source's name, {@code -} for standard input
 * @param offset bytes before the line in the source, counted after decompression
 * @param buffer the reader's buffer, which the handler must not change
 * @param start index of the line's first byte in {@code buffer}
 * @param length how many bytes the line has
 */
@SuppressWarnings("ArrayRecordComponent") // A view on purpose: copying is what it avoids.
public record RawLine(String source, long offset, byte[] buffer, int start, int length) {
    /** A line of its own, outside any reader. */
    public static RawLine of(String source, long offset, byte[] line) {
        return new RawLine(source, offset, line, 0, line.length);
    }

    public Origin origin() {
        return new Origin(source, offset);
    }

    /** The first {@code most} bytes, copied. */
    public Bytes copy(int most) {
        return Bytes.view(Arrays.copyOfRange(buffer, start, start + Math.min(length, most)));
    }
}
