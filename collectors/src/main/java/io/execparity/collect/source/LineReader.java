package io.execparity.collect.source;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines, in memory that does not grow with the input. A line ends with a newline; one carriage
 * return before it is left out. Where reading fails, everything before the failure has been handed over.
 */
public final class LineReader {
    /** The longest line handed over whole: a record's field positions are kept in 16 bits. */
    public static final int MAX_LINE_BYTES = 65_535;
    /** How much of a longer line is handed over. */
    public static final int OVERSIZED_BYTES_KEPT = 4096;

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long NEWLINES = '\n' * ONES;

    private final String source;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    /** The offset of {@code buffer[0]} in the source. */
    private long base;

    private int lineStart;
    private int end;
    /** The beginning of the oversized line that is being skipped, if one is. */
    private byte @Nullable [] oversized;

    private long oversizedOffset;
    private long oversizedLength;
    private long lines;
    private long handedOver;

    public LineReader(String source, InputStream in) {
        this(source, in, 0);
    }

    /**
     * @param source the name that lines are to carry
     * @param firstOffset the place of the stream's first byte in its source, 0 where reading starts at the beginning
     */
    public LineReader(String source, InputStream in, long firstOffset) {
        this.source = source;
        this.in = in;
        this.base = firstOffset;
        this.handedOver = firstOffset;
    }

    /** Reads to the end of the stream. */
    public void read(LineHandler handler) throws IOException {
        boolean more = true;
        while (more) {
            more = advance(handler);
        }
    }

    /**
     * Reads as much as one call to the stream gives and hands over the lines that end in it. False at the end; a stream
     * that gives 0 bytes says that nothing more is there yet, and what is unfinished waits.
     */
    public boolean advance(LineHandler handler) throws IOException {
        int count;
        try {
            count = fill();
        } catch (IOException e) {
            handOverRest(handler);
            throw e;
        }
        if (count < 0) {
            handOverRest(handler);
            return false;
        }
        end += count;
        handOver(handler, end - count);
        makeRoom();
        return true;
    }

    /** Lines handed over so far, unfinished and oversized ones included. */
    public long lines() {
        return lines;
    }

    /** Hands over what is unfinished, for a stream that nothing will be added to. */
    public void finish(LineHandler handler) {
        handOverRest(handler);
    }

    /** The place after the line that was handed over last, or is being handed over: where to read on another time. */
    public long handedOver() {
        return handedOver;
    }

    /** The place after the last byte read. */
    public long offset() {
        return base + end;
    }

    private int fill() throws IOException {
        return in.read(buffer, end, buffer.length - end);
    }

    private void handOver(LineHandler handler, int searchFrom) {
        int newline = indexOfNewline(buffer, searchFrom, end);
        while (newline >= 0) {
            handedOver = base + newline + 1;
            if (oversized == null) {
                whole(handler, newline);
            } else {
                endOversized(handler, oversized, newline - lineStart);
            }
            lineStart = newline + 1;
            newline = indexOfNewline(buffer, lineStart, end);
        }
    }

    private void whole(LineHandler handler, int newline) {
        int length = newline - lineStart;
        if (length > 0 && buffer[newline - 1] == '\r') {
            length--;
        }
        lines++;
        if (length > MAX_LINE_BYTES) {
            handler.oversized(view(OVERSIZED_BYTES_KEPT), length);
        } else {
            handler.line(view(length));
        }
    }

    private RawLine view(int length) {
        return new RawLine(source, base + lineStart, buffer, lineStart, length);
    }

    /** Moves the line begun to the front of the buffer; of a line already too long, keeps the beginning apart. */
    private void makeRoom() {
        int begun = end - lineStart;
        if (oversized != null) {
            oversizedLength += begun;
            begun = 0;
        } else if (begun > MAX_LINE_BYTES + 1) {
            oversized = Arrays.copyOfRange(buffer, lineStart, lineStart + OVERSIZED_BYTES_KEPT);
            oversizedOffset = base + lineStart;
            oversizedLength = begun;
            begun = 0;
        }
        System.arraycopy(buffer, end - begun, buffer, 0, begun);
        base += end - begun;
        lineStart = 0;
        end = begun;
    }

    private void handOverRest(LineHandler handler) {
        int length = end - lineStart;
        handedOver = base + end;
        if (oversized != null) {
            endOversized(handler, oversized, length);
        } else if (length > 0) {
            lines++;
            if (length > MAX_LINE_BYTES) {
                handler.oversized(view(OVERSIZED_BYTES_KEPT), length);
            } else {
                handler.unfinished(view(length));
            }
        }
        lineStart = end;
    }

    private void endOversized(LineHandler handler, byte[] beginning, int lastPart) {
        lines++;
        handler.oversized(
                new RawLine(source, oversizedOffset, beginning, 0, beginning.length), oversizedLength + lastPart);
        oversized = null;
    }

    /** The first newline in {@code from .. to}, or -1; eight bytes at a time, as most lines are long. */
    private static int indexOfNewline(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            long differences = (long) EIGHT_BYTES.get(bytes, i) ^ NEWLINES;
            long zeroBytes = (differences - ONES) & ~differences & HIGH_BITS;
            if (zeroBytes != 0) {
                return i + (Long.numberOfTrailingZeros(zeroBytes) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
