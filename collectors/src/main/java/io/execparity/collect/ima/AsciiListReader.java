package io.execparity.collect.ima;

import io.execparity.collect.ima.ListProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists that the kernel writes for people (security/integrity/ima/ima_fs.c, ima_ascii_measurements_show).
 *
 * <p>A line feed in a file's name is not escaped there, so that a name can hold what looks like another entry. The hash
 * decides: as long as an entry does not match it, the lines that follow are tried as part of its name. A violation has
 * no hash to decide by; its name ends where something follows that looks like an entry.
 */
final class AsciiListReader implements MeasurementListReader {
    static final int LONGEST_LINE = 2 * LARGEST_ENTRY + 1024;

    /** A path has no more bytes, and hardly an entry is much longer. */
    private static final int MOST_JOINED = 8 * 1024;

    /** How often lines are joined without success, so that a list with nothing but wrong hashes is read in its time. */
    private static final int MOST_TRIES = 4096;

    private final ListShape shape;
    private final ByteWindow window;
    private final TemplateHash hash;
    private long number;
    private int triesLeft = MOST_TRIES;
    private @Nullable TemplateFormat latest;

    AsciiListReader(ListShape shape, InputStream in, long number, long offset) {
        this(shape, new ByteWindow(in, offset), number);
    }

    private AsciiListReader(ListShape shape, ByteWindow window, long number) {
        this.shape = shape;
        this.window = window;
        this.number = number;
        this.hash = shape.hash();
    }

    /** The one entry that the bytes are, whatever line feeds its name has, or what is wrong with them. */
    static ListItem only(ListShape shape, byte[] bytes, long number) {
        AsciiListReader reader = new AsciiListReader(shape, new ByteWindow(bytes), number);
        int end = bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? bytes.length - 1 : bytes.length;
        MeasurementEntry entry = reader.parse(end, false);
        if (entry != null && reader.isProven(entry)) {
            return entry;
        }
        MeasurementEntry spaced = reader.parse(end, true);
        if (spaced != null && reader.isProven(spaced)) {
            return spaced;
        }
        MeasurementEntry either = entry == null ? spaced : entry;
        return either == null
                ? new ListProblem(number, 0, Kind.MALFORMED, "the line is not an entry of such a list")
                : either;
    }

    @Override
    public ListShape shape() {
        return shape;
    }

    @Override
    public long position() {
        return window.offset();
    }

    @Override
    public @Nullable ListItem next() throws IOException {
        if (!window.has(1)) {
            return null;
        }
        int end = lineEnd(0);
        if (end < 0) {
            return unended();
        }
        MeasurementEntry entry = parse(end, false);
        if (entry != null && isProven(entry)) {
            return taken(entry, end);
        }
        MeasurementEntry spaced = entry == null ? parse(end, true) : null;
        if (spaced != null && isProven(spaced)) {
            return taken(spaced, end);
        }
        if (!isHeader(0, end)) {
            return rejected(end);
        }
        return entry != null && entry.isViolation() ? withContinuation(end) : joined(end);
    }

    private boolean isProven(MeasurementEntry entry) {
        return !entry.isViolation() && hash.matches(entry);
    }

    private ListItem taken(MeasurementEntry entry, int end) {
        window.skip(end + 1);
        number++;
        return entry;
    }

    private ListProblem rejected(int end) {
        ListProblem problem =
                new ListProblem(number++, window.offset(), Kind.MALFORMED, "the line is not an entry of such a list");
        window.skip(end + 1);
        return problem;
    }

    /** Tries more and more of the lines that follow as part of the name. */
    private ListItem joined(int first) throws IOException {
        int end = first;
        while (triesLeft > 0) {
            end = lineEnd(end + 1);
            if (end < 0 || end > first + MOST_JOINED) {
                break;
            }
            MeasurementEntry entry = parse(end, true);
            if (entry != null && isProven(entry)) {
                return taken(entry, end);
            }
            triesLeft--;
        }
        return withContinuation(first);
    }

    /** Without a hash to decide, what does not look like an entry belongs to the one before. */
    private ListItem withContinuation(int first) throws IOException {
        int end = first;
        int next = lineEnd(end + 1);
        while (next >= 0 && next <= first + MOST_JOINED && !isHeader(end + 1, next)) {
            end = next;
            next = lineEnd(end + 1);
        }
        MeasurementEntry entry = parse(end, false);
        if (entry == null && end > first) {
            end = first;
            entry = parse(end, false);
        }
        return entry == null ? rejected(end) : taken(entry, end);
    }

    /**
     * The rest of a list whose last line has no end, or a line too long to be an entry. What copies a list may leave out
     * its last line feed; where the entry has its hash, nothing else is missing.
     */
    private ListItem unended() throws IOException {
        long offset = window.offset();
        if (!window.has(LONGEST_LINE + 1)) {
            MeasurementEntry entry = parse(window.available(), true);
            window.skip(window.available());
            if (entry != null && isProven(entry)) {
                number++;
                return entry;
            }
            return new ListProblem(number++, offset, Kind.TRUNCATED, "the list ends inside of this entry");
        }
        int end = -1;
        while (end < 0 && window.has(1)) {
            end = window.find((byte) '\n', 0);
            window.skip(end < 0 ? window.available() : end + 1);
        }
        return new ListProblem(
                number++,
                offset,
                Kind.MALFORMED,
                "the line is longer than " + LONGEST_LINE + " bytes, which no entry is");
    }

    /** Where the line that begins at the position ends, -1 where it does not or only too far away. */
    private int lineEnd(int from) throws IOException {
        int searched = from;
        while (true) {
            int end = window.find((byte) '\n', searched);
            if (end >= 0) {
                return end - from > LONGEST_LINE ? -1 : end;
            }
            searched = Math.max(from, window.available());
            if (searched - from > LONGEST_LINE || !window.has(searched + 1)) {
                return -1;
            }
        }
    }

    private boolean isHeader(int from, int end) {
        return header(from, end) >= 0;
    }

    /** Where the digest of a line ends that begins like an entry, -1 of one that does not. */
    private int header(int from, int end) {
        int digest = from + 3;
        int digestEnd = digest + 2 * shape.bank().length();
        if (end < digestEnd + 2 || register(from) < 0 || window.at(from + 2) != ' ' || window.at(digestEnd) != ' ') {
            return -1;
        }
        for (int i = digest; i < digestEnd; i++) {
            byte character = window.at(i);
            if ((character < '0' || character > '9') && (character < 'a' || character > 'f')) {
                return -1;
            }
        }
        return format(digestEnd + 1, end) == null ? -1 : digestEnd;
    }

    /** Two columns, the first of which is a space where one is enough. */
    private int register(int at) {
        int tens = window.at(at) == ' ' ? 0 : window.at(at) - '0';
        int ones = window.at(at + 1) - '0';
        boolean padded = window.at(at) == '0';
        int register = 10 * tens + ones;
        boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return digits && !padded && register <= BinaryListReader.HIGHEST_REGISTER ? register : -1;
    }

    private @Nullable TemplateFormat format(int from, int end) {
        int nameEnd = window.find((byte) ' ', from);
        if (nameEnd < 0 || nameEnd > end || nameEnd - from > TemplateFormat.LONGEST_NAME) {
            return null;
        }
        TemplateFormat known = latest;
        if (known != null && known.name().length() == nameEnd - from && isNamed(known, from)) {
            return known;
        }
        String name = new String(window.copy(from, nameEnd), StandardCharsets.ISO_8859_1);
        Optional<TemplateFormat> found = TemplateFormat.of(name);
        found.ifPresent(format -> latest = format);
        return found.orElse(null);
    }

    private boolean isNamed(TemplateFormat known, int from) {
        for (int i = 0; i < known.name().length(); i++) {
            if (window.at(from + i) != known.name().charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The entry from the window's beginning to a line feed, null where there is none. */
    private @Nullable MeasurementEntry parse(int end, boolean spacesInName) {
        int digestEnd = header(0, end);
        TemplateFormat format = digestEnd < 0 ? null : format(digestEnd + 1, end);
        if (format == null) {
            return null;
        }
        int digestLength = shape.bank().length();
        int base = window.base();
        int fields = digestEnd + 1 + format.name().length() + 1;
        byte[] bytes = AsciiFields.encode(
                window.array(), base + fields, base + end, format, shape.order(), digestLength, spacesInName);
        if (bytes == null) {
            return null;
        }
        AsciiFields.decode(window.array(), base + 3, base + digestEnd, bytes, 0);
        return new MeasurementEntry(number, window.offset(), register(0), format, shape.order(), bytes, digestLength);
    }
}
