package io.execparity.collect.ima;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The part of a stream that is being looked at. Positions are relative to its beginning. It grows with what arrives,
 * never with what a list says of its own lengths.
 */
final class ByteWindow {
    private static final int FIRST_CAPACITY = 64 * 1024;

    private final InputStream in;
    private byte[] buffer;
    private int start;
    private int end;
    private long offset;
    private boolean ended;

    /** @param offset where the stream begins in something larger */
    ByteWindow(InputStream in, long offset) {
        this.in = in;
        this.buffer = new byte[FIRST_CAPACITY];
        this.offset = offset;
    }

    /** Of bytes that are all there. */
    ByteWindow(byte[] bytes) {
        this.in = InputStream.nullInputStream();
        this.buffer = bytes;
        this.end = bytes.length;
        this.ended = true;
    }

    /** Where the window begins in the stream. */
    long offset() {
        return offset;
    }

    /** True where at least so many bytes are there, reading on where need be. */
    boolean has(int count) throws IOException {
        while (end - start < count && !ended) {
            fill();
        }
        return end - start >= count;
    }

    /** How many bytes are there without reading on. */
    int available() {
        return end - start;
    }

    private void fill() throws IOException {
        if (end == buffer.length) {
            if (start >= buffer.length / 2) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
            } else {
                byte[] larger = new byte[buffer.length * 2];
                System.arraycopy(buffer, start, larger, 0, end - start);
                buffer = larger;
            }
            end -= start;
            start = 0;
        }
        int count = in.read(buffer, end, buffer.length - end);
        ended = count < 0;
        end += Math.max(0, count);
    }

    byte at(int position) {
        return buffer[start + position];
    }

    int integer(int position, ByteOrder order) {
        return EntryLayout.integer(buffer, start + position, order);
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(buffer, start + from, start + to);
    }

    void copy(int from, byte[] target, int at, int length) {
        System.arraycopy(buffer, start + from, target, at, length);
    }

    /** The array behind the window, in which position 0 is at {@link #base()}; both change as it moves. */
    byte[] array() {
        return buffer;
    }

    int base() {
        return start;
    }

    /** The first such byte at or after the position, -1 where none is among those that are there. */
    int find(byte wanted, int from) {
        for (int i = start + from; i < end; i++) {
            if (buffer[i] == wanted) {
                return i - start;
            }
        }
        return -1;
    }

    /** Moves the beginning on. */
    void skip(int count) {
        start += count;
        offset += count;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }
}
