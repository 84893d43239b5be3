package io.execparity.stream.state;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields that many saved types have. What is null is not written. An enum's constant is written as its place, so new ones
 * go behind those there are.
 */
public final class Parts {
    /** Above every time and count, and far enough from overflow to be added to. */
    public static final long MOST = 1L << 60;

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

    private Parts() {}

    public static void key(StateWriter out, int tag, @Nullable EventKey key) {
        if (key != null) {
            out.numbers(tag, new long[] {key.epochMillis(), key.serial()}, 2);
        }
    }

    public static EventKey key(StateReader in) throws UnreadableStateException {
        long[] numbers = pair(in);
        if (numbers[0] < 0 || numbers[0] > MOST || numbers[1] < 0 || numbers[1] > EventKey.MAX_SERIAL) {
            throw in.invalid("no audit stamp: " + numbers[0] + " ms, serial " + numbers[1]);
        }
        return new EventKey(numbers[0], numbers[1]);
    }

    public static void file(StateWriter out, int tag, @Nullable FileIdentity file) {
        if (file != null) {
            out.numbers(tag, new long[] {file.device(), file.inode()}, 2);
        }
    }

    public static FileIdentity file(StateReader in) throws UnreadableStateException {
        long[] numbers = pair(in);
        return new FileIdentity(numbers[0], numbers[1]);
    }

    private static long[] pair(StateReader in) throws UnreadableStateException {
        long[] numbers = in.numbers();
        if (numbers.length != 2) {
            throw in.invalid(numbers.length + " numbers where two belong");
        }
        return numbers;
    }

    public static void bytes(StateWriter out, int tag, @Nullable Bytes bytes) {
        if (bytes != null) {
            out.bytes(tag, bytes.toArray());
        }
    }

    public static Bytes bytes(StateReader in) throws UnreadableStateException {
        return Bytes.view(in.bytes());
    }

    public static void text(StateWriter out, int tag, @Nullable String text) {
        if (text != null) {
            out.text(tag, text);
        }
    }

    public static void texts(StateWriter out, int tag, Iterable<String> texts) {
        texts.forEach(text -> out.text(tag, text));
    }

    /** Writes a process's entity id, as a rule 32 hexadecimal digits: a 1 and 16 bytes, or a 0 and the text. */
    static void entityId(StateWriter out, int tag, String id) {
        boolean digits = DIGITS.matcher(id).matches();
        byte[] content = digits ? HexFormat.of().parseHex(id) : Bytes.utf8(id).toArray();
        out.bytes(tag, marked(digits ? 1 : 0, content));
    }

    static String entityId(StateReader in) throws UnreadableStateException {
        byte[] marked = in.bytes();
        if (marked.length == 17 && marked[0] == 1) {
            return HexFormat.of().formatHex(marked, 1, marked.length);
        }
        if (marked.length == 0 || marked[0] != 0) {
            throw in.invalid("no entity id");
        }
        return Bytes.view(marked, 1, marked.length - 1).text();
    }

    private static byte[] marked(int mark, byte[] content) {
        byte[] marked = new byte[content.length + 1];
        marked[0] = (byte) mark;
        System.arraycopy(content, 0, marked, 1, content.length);
        return marked;
    }

    public static void digest(StateWriter out, int tag, @Nullable ContentDigest digest) {
        if (digest != null) {
            byte[] content = HexFormat.of().parseHex(digest.hexadecimal());
            out.bytes(tag, marked(digest.algorithm().ordinal(), content));
        }
    }

    public static ContentDigest digest(StateReader in) throws UnreadableStateException {
        byte[] marked = in.bytes();
        ContentDigest.Algorithm[] algorithms = ContentDigest.Algorithm.values();
        int place = marked.length == 0 ? -1 : marked[0];
        if (place < 0 || place >= algorithms.length || algorithms[place].length() != marked.length - 1) {
            throw in.invalid("no digest of " + marked.length + " bytes");
        }
        return new ContentDigest(algorithms[place], HexFormat.of().formatHex(marked, 1, marked.length));
    }

    public static void securebits(StateWriter out, int tag, Securebits bits) {
        out.number(tag, bits.bits());
    }

    public static Securebits securebits(StateReader in) throws UnreadableStateException {
        int bits = in.integer(0, Securebits.MASK);
        if ((bits & ~Securebits.MASK) != 0) {
            throw in.invalid("no exec securebits: " + bits);
        }
        return Securebits.of(bits);
    }

    public static void place(StateWriter out, int tag, Enum<?> constant) {
        out.number(tag, constant.ordinal(), -1);
    }

    /** Reads a constant of {@code all}. */
    public static <E extends Enum<E>> E place(StateReader in, E[] all) throws UnreadableStateException {
        return all[in.integer(0, all.length - 1)];
    }

    /** A rule is written as its slug, which never changes. */
    public static Rule rule(StateReader in) throws UnreadableStateException {
        String slug = in.text();
        for (Rule rule : Rule.values()) {
            if (rule.slug().equals(slug)) {
                return rule;
            }
        }
        throw in.invalid("no rule of that name");
    }

    /** A time or a count. */
    public static long natural(StateReader in) throws UnreadableStateException {
        return in.number(0, MOST);
    }

    public static int integer(StateReader in) throws UnreadableStateException {
        return in.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** What a value cannot be without. */
    public static <T> T required(StateReader in, @Nullable T part, String what) throws UnreadableStateException {
        if (part == null) {
            throw in.invalid("there is no " + what);
        }
        return part;
    }

    /** Adds to a collection that never holds more than {@code most}. */
    public static <T> void add(StateReader in, Collection<T> all, T one, int most) throws UnreadableStateException {
        if (all.size() >= most) {
            throw in.invalid("more than " + most);
        }
        all.add(one);
    }
}
