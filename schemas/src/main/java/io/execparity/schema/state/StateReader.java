package io.execparity.schema.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link StateWriter} wrote, field by field:
 *
 * <pre>
 * while (in.next()) {
 *     switch (in.tag()) {
 *         case COUNT -&gt; count = in.number();
 *         case NAME -&gt; name = in.text();
 *         default -&gt; {}
 *     }
 * }
 * </pre>
 *
 * <p>A field that the caller does not ask for is passed over. Whatever the bytes are, reading them throws nothing but
 * {@link UnreadableStateException} and takes no more than eight times their room. Not for use by several threads.
 */
public final class StateReader {
    static final int NUMBER = 0;
    static final int CONTENT = 1;

    private final byte[] bytes;
    private final int end;
    /** Where the next field begins. */
    private int position;
    /** Where the present field begins. */
    private int fieldStart;

    private int tag;
    private int kind;
    private long number;
    private int contentStart;

    /** @param state the whole state, not changed meanwhile */
    public StateReader(byte[] state) {
        this(state, 0, state.length);
    }

    private StateReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.fieldStart = start;
        this.end = end;
    }

    /** Goes to the next field; false where there is none. */
    public boolean next() throws UnreadableStateException {
        fieldStart = position;
        if (position == end) {
            return false;
        }
        long key = varint();
        kind = (int) key & 1;
        long tagged = key >>> 1;
        if (tagged < 1 || tagged > StateWriter.MAX_TAG) {
            throw invalid("no tag: " + tagged);
        }
        tag = (int) tagged;
        if (kind == NUMBER) {
            number = signed(varint());
            return true;
        }
        long length = varint();
        if (length < 0 || length > end - position) {
            throw invalid(
                    "a field of " + Long.toUnsignedString(length) + " bytes where " + (end - position) + " are left");
        }
        contentStart = position;
        position += (int) length;
        return true;
    }

    /** The present field's tag. */
    public int tag() {
        return tag;
    }

    public long number() throws UnreadableStateException {
        require(NUMBER, "a number");
        return number;
    }

    /** A number from {@code least} to {@code most}. */
    public long number(long least, long most) throws UnreadableStateException {
        long value = number();
        if (value < least || value > most) {
            throw invalid(value + " is not from " + least + " to " + most);
        }
        return value;
    }

    /** A number from {@code least} to {@code most}. */
    public int integer(int least, int most) throws UnreadableStateException {
        return (int) number(least, most);
    }

    public boolean flag() throws UnreadableStateException {
        return number() != 0;
    }

    public byte[] bytes() throws UnreadableStateException {
        require(CONTENT, "bytes");
        return Arrays.copyOfRange(bytes, contentStart, position);
    }

    public String text() throws UnreadableStateException {
        require(CONTENT, "a text");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, contentStart, position - contentStart))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid("a text that is no UTF-8");
        }
    }

    /** The fields within the present one, read by a reader of their own. */
    public StateReader message() throws UnreadableStateException {
        require(CONTENT, "a message");
        return new StateReader(bytes, contentStart, position);
    }

    public long[] numbers() throws UnreadableStateException {
        require(CONTENT, "numbers");
        StateReader list = new StateReader(bytes, contentStart, position);
        long[] numbers = new long[list.countVarints()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = signed(list.varint());
        }
        return numbers;
    }

    public long[] words() throws UnreadableStateException {
        require(CONTENT, "words");
        int length = position - contentStart;
        if (length % Long.BYTES != 0) {
            throw invalid(length + " bytes are no words");
        }
        long[] words = new long[length / Long.BYTES];
        ByteBuffer.wrap(bytes, contentStart, length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(words);
        return words;
    }

    /** For whoever finds that what was read makes no sense: names the place of the present field. */
    public UnreadableStateException invalid(String what) {
        return new UnreadableStateException(fieldStart, what);
    }

    private void require(int wanted, String what) throws UnreadableStateException {
        if (tag == 0 || kind != wanted) {
            throw invalid("field " + tag + " is not " + what);
        }
    }

    private int countVarints() throws UnreadableStateException {
        int count = 0;
        for (int i = position; i < end; i++) {
            count += bytes[i] >= 0 ? 1 : 0;
        }
        if (end > position && bytes[end - 1] < 0) {
            throw invalid("a number without an end");
        }
        return count;
    }

    private long varint() throws UnreadableStateException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position == end) {
                throw invalid("a number without an end");
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return value;
            }
        }
        throw invalid("a number of more than 64 bits");
    }

    private static long signed(long varint) {
        return varint >>> 1 ^ -(varint & 1);
    }
}
