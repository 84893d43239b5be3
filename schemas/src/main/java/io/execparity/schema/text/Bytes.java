package io.execparity.schema.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An immutable string of bytes: a path, an argument or a command name is bytes to the kernel, in no particular
 * encoding, and stays bytes here until it is shown.
 *
 * <p>A slice shares its backing array, which may be a whole log line; {@link #detached()} copies what is to be kept.
 */
@SuppressWarnings("AmbiguousMethodReference") // nobody writes Bytes::length
public final class Bytes implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private static final HexFormat LOWER_HEX = HexFormat.of();

    private final byte[] data;
    private final int offset;
    private final int length;
    private int hash;

    private Bytes(byte[] data, int offset, int length) {
        this.data = data;
        this.offset = offset;
        this.length = length;
    }

    /** A view of {@code data}, which the caller must not change afterwards. */
    public static Bytes view(byte[] data, int offset, int length) {
        if (offset < 0 || length < 0 || offset > data.length - length) {
            throw new IndexOutOfBoundsException("slice " + offset + "+" + length + " of " + data.length);
        }
        return length == 0 ? EMPTY : new Bytes(data, offset, length);
    }

    /** A view of the whole of {@code data}, which the caller must not change afterwards. */
    public static Bytes view(byte[] data) {
        return view(data, 0, data.length);
    }

    /** The UTF-8 bytes of {@code text}. */
    public static Bytes utf8(String text) {
        return view(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return length;
    }

    /** The length of what may not be there. */
    public static int length(@Nullable Bytes bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public byte at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException(index + " of " + length);
        }
        return data[offset + index];
    }

    public Bytes slice(int from, int to) {
        if (from < 0 || to < from || to > length) {
            throw new IndexOutOfBoundsException(from + ".." + to + " of " + length);
        }
        return view(data, offset + from, to - from);
    }

    /** The same bytes with a backing array of their own, so that keeping them keeps nothing else. */
    public Bytes detached() {
        return data.length == length ? this : view(toArray());
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(data, offset, offset + length);
    }

    public boolean startsWith(String ascii) {
        return regionIs(0, ascii);
    }

    public boolean endsWith(String ascii) {
        return regionIs(length - ascii.length(), ascii);
    }

    public boolean is(String ascii) {
        return length == ascii.length() && regionIs(0, ascii);
    }

    private boolean regionIs(int from, String ascii) {
        if (from < 0 || from + ascii.length() > length) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (data[offset + from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The index of the first {@code wanted} at or after {@code from}, or -1. */
    public int indexOf(byte wanted, int from) {
        for (int i = Math.max(0, from); i < length; i++) {
            if (data[offset + i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the last {@code wanted}, or -1. */
    public int lastIndexOf(byte wanted) {
        for (int i = length - 1; i >= 0; i--) {
            if (data[offset + i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** What follows the last slash, the whole where there is none. */
    public Bytes baseName() {
        return slice(lastIndexOf((byte) '/') + 1, length);
    }

    /** These bytes followed by {@code more}. */
    public Bytes plus(Bytes more) {
        byte[] joined = Arrays.copyOf(toArray(), length + more.length);
        System.arraycopy(more.data, more.offset, joined, length, more.length);
        return view(joined);
    }

    /**
     * The text for people and JSON: valid UTF-8 as it is, each byte that is not as {@code \xNN}. Control characters are
     * kept; whoever writes to a terminal, a page or a CSV file escapes them there.
     */
    public String text() {
        for (int i = 0; i < length; i++) {
            if (data[offset + i] < 0) {
                return decoded();
            }
        }
        return new String(data, offset, length, StandardCharsets.US_ASCII);
    }

    private String decoded() {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(data, offset, length);
        CharBuffer out = CharBuffer.allocate(length);
        StringBuilder text = new StringBuilder(length + 16);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            out.flip();
            text.append(out);
            out.clear();
            if (!result.isError()) {
                return text.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                text.append("\\x").append(LOWER_HEX.toHexDigits(in.get()));
            }
            decoder.reset();
        }
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(
                data, offset, offset + length, other.data, other.offset, other.offset + other.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that
                && Arrays.equals(data, offset, offset + length, that.data, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            int h = 1;
            for (int i = 0; i < length; i++) {
                h = 31 * h + data[offset + i];
            }
            hash = h;
        }
        return hash;
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }
}
