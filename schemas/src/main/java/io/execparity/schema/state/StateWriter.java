package io.execparity.schema.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writes state as tagged fields, which {@link StateReader} reads.
 *
 * <p>State is a sequence of fields. A field is a key and a value; the key is {@code tag * 2 + kind}, and the kind says
 * how long the value is, so that whoever does not know the tag can pass over it:
 *
 * <pre>
 * kind 0, a number:  one varint
 * kind 1, content:   a varint, the length in bytes, and as many bytes. They are text in UTF-8, plain bytes, a message
 *                    (fields again), numbers (varints one after the other) or words (8 bytes each, little-endian).
 * varint:            7 bits a byte, the lowest first; the high bit of a byte says that another follows. A key and a
 *                    length are unsigned; a number has its sign in the lowest bit: 0, -1, 1, -2 are 0, 1, 2, 3.
 * </pre>
 *
 * <p>How state may change from build to build: a tag, once used, keeps its kind and its meaning; a field that is not
 * written stands for its default, 0 and nothing where no other is given; so new fields get new tags and a default that
 * means what their absence meant before. A field may come several times, and the reader sees all of them in order.
 *
 * <p>Tags are 1 to {@link #MAX_TAG}; those up to 63 take one byte with their kind. Not for use by several threads.
 */
public final class StateWriter {
    public static final int MAX_TAG = 1 << 20;

    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes = new byte[256];
    private int length;

    /** Writes a number unless it is 0. */
    public void number(int tag, long value) {
        number(tag, value, 0);
    }

    /** Writes a number unless it is {@code absent}, which the reader must take for the field's default. */
    public void number(int tag, long value, long absent) {
        if (value != absent) {
            key(tag, StateReader.NUMBER);
            varint(value << 1 ^ value >> 63);
        }
    }

    /** Writes 1 where the flag is set, and nothing where it is not. */
    public void flag(int tag, boolean set) {
        number(tag, set ? 1 : 0);
    }

    /** Writes a text, also an empty one. */
    public void text(int tag, String text) {
        bytes(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes, also none. */
    public void bytes(int tag, byte[] content) {
        key(tag, StateReader.CONTENT);
        varint(content.length);
        room(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    /** Writes a message: what {@code content} writes, also nothing. */
    public void message(int tag, Consumer<StateWriter> content) {
        key(tag, StateReader.CONTENT);
        int start = length;
        content.accept(this);
        insertLength(start);
    }

    /** Writes the first {@code count} numbers as one field, and nothing where there are none. */
    public void numbers(int tag, long[] numbers, int count) {
        if (count == 0) {
            return;
        }
        key(tag, StateReader.CONTENT);
        int start = length;
        for (int i = 0; i < count; i++) {
            varint(numbers[i] << 1 ^ numbers[i] >> 63);
        }
        insertLength(start);
    }

    /** Writes numbers of which any bit may be set, fingerprints for instance, and nothing where there are none. */
    public void words(int tag, long[] words, int count) {
        if (count == 0) {
            return;
        }
        key(tag, StateReader.CONTENT);
        varint((long) count * Long.BYTES);
        for (int i = 0; i < count; i++) {
            room(Long.BYTES);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                bytes[length++] = (byte) (words[i] >>> shift);
            }
        }
    }

    /** What was written so far, copied. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** How many bytes were written so far. */
    public int length() {
        return length;
    }

    /** Forgets what was written, and keeps the room for more. */
    public void clear() {
        length = 0;
    }

    private void key(int tag, int kind) {
        if (tag < 1 || tag > MAX_TAG) {
            throw new IllegalArgumentException("no tag: " + tag);
        }
        varint((long) tag << 1 | kind);
    }

    private void varint(long value) {
        room(MAX_VARINT_BYTES);
        length = put(value, length);
    }

    private int put(long value, int at) {
        long rest = value;
        int position = at;
        while ((rest & ~0x7FL) != 0) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[position++] = (byte) rest;
        return position;
    }

    /** Puts the length of what stands from {@code start} on before it. Most content is short, so little is moved. */
    private void insertLength(int start) {
        int content = length - start;
        int digits = 1;
        for (int rest = content >>> 7; rest != 0; rest >>>= 7) {
            digits++;
        }
        room(digits);
        System.arraycopy(bytes, start, bytes, start + digits, content);
        put(content, start);
        length += digits;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            int wanted = Math.addExact(length, more);
            bytes = Arrays.copyOf(bytes, Math.max(wanted, (int) Math.min(Integer.MAX_VALUE - 8L, length * 2L)));
        }
    }
}
