package io.execparity.schema.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line behind its key, in one array whose unsigned byte order is the order of the lines. So one comparison orders
 * everything, on disk as in memory, and whoever sends lines elsewhere to be ordered sends these bytes.
 */
public final class KeyedLine implements Comparable<KeyedLine> {
    /** What one takes in memory besides its bytes: two objects and the reference to them. */
    static final int OVERHEAD = 48;

    /** Ends a text before anything a text can hold, so that a prefix comes first. */
    private static final int TEXT_END = 2;

    private final byte[] bytes;
    private final int keyLength;

    private KeyedLine(byte[] bytes, int keyLength) {
        this.bytes = bytes;
        this.keyLength = keyLength;
    }

    /**
     * A line with its key in front, in one array.
     *
     * @param line without a line feed
     */
    public static KeyedLine of(SortKey key, byte[] line) {
        for (byte b : line) {
            if (b == '\n') {
                throw new IllegalArgumentException("a line feed in a line");
            }
        }
        byte[] host = key.host().getBytes(StandardCharsets.UTF_8);
        byte[] tie = key.tie().getBytes(StandardCharsets.UTF_8);
        int keyLength = Long.BYTES + escapedLength(host) + Long.BYTES + Integer.BYTES + escapedLength(tie);
        ByteBuffer out = ByteBuffer.allocate(keyLength + line.length);
        out.putLong(key.epochMillis());
        putEscaped(out, host);
        out.putLong(key.serial()).putInt(key.kind());
        putEscaped(out, tie);
        out.put(line);
        return new KeyedLine(out.array(), keyLength);
    }

    /** How many bytes key and line take. */
    int length() {
        return bytes.length;
    }

    /** The host of the key. */
    public String host() {
        int end = Long.BYTES;
        byte[] host = new byte[keyLength];
        int length = 0;
        while (bytes[end] != 0 || bytes[end + 1] != 0) {
            host[length++] = bytes[end];
            end += bytes[end] == 0 ? 2 : 1;
        }
        return new String(host, 0, length, StandardCharsets.UTF_8);
    }

    /** The line itself, without a line feed. */
    public byte[] line() {
        return Arrays.copyOfRange(bytes, keyLength, bytes.length);
    }

    /** As {@link #readFrom} reads it. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.writeInt(keyLength);
        out.write(bytes);
    }

    public static KeyedLine readFrom(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        int keyLength = in.readInt();
        in.readFully(bytes);
        return new KeyedLine(bytes, keyLength);
    }

    void writeLineTo(OutputStream out) throws IOException {
        out.write(bytes, keyLength, bytes.length - keyLength);
        out.write('\n');
    }

    @Override
    public int compareTo(KeyedLine other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyedLine that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private static int escapedLength(byte[] text) {
        int zeros = 0;
        for (byte b : text) {
            zeros += b == 0 ? 1 : 0;
        }
        return text.length + zeros + TEXT_END;
    }

    private static void putEscaped(ByteBuffer out, byte[] text) {
        if (escapedLength(text) == text.length + TEXT_END) {
            out.put(text);
        } else {
            for (byte b : text) {
                out.put(b);
                if (b == 0) {
                    out.put((byte) 0xFF);
                }
            }
        }
        out.putShort((short) 0);
    }
}
