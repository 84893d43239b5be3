package io.execparity.collect.ima;

import io.execparity.collect.ima.ListProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists that the kernel writes for programs (security/integrity/ima/ima_fs.c, ima_measurements_show). Nothing
 * in them marks where an entry begins: behind a damaged one it reads on at the next place that looks like one.
 */
final class BinaryListReader implements MeasurementListReader {
    /** The kernel keeps one bit for each register in 64 (ima_policy.c, INVALID_PCR). */
    static final int HIGHEST_REGISTER = 63;

    private final ListShape shape;
    private final ByteOrder order;
    private final int digestLength;
    private final ByteWindow window;
    private long number;
    private @Nullable TemplateFormat latest;
    private byte[] latestName = new byte[0];

    /** What the header of the current entry says; {@code flaw} is null where it is sound. */
    private @Nullable String flaw;

    /** True where the flaw is that the list ends. */
    private boolean cut;

    private @Nullable TemplateFormat format;
    private int dataOffset;
    private int length;

    BinaryListReader(ListShape shape, InputStream in, long number, long offset) {
        this(shape, new ByteWindow(in, offset), number);
    }

    private BinaryListReader(ListShape shape, ByteWindow window, long number) {
        this.shape = shape;
        this.order = shape.order();
        this.digestLength = shape.bank().length();
        this.window = window;
        this.number = number;
    }

    /** The one entry that the bytes are, or what is wrong with them. */
    static ListItem only(ListShape shape, byte[] bytes, long number) throws IOException {
        BinaryListReader reader = new BinaryListReader(shape, new ByteWindow(bytes), number);
        ListItem item = reader.next();
        if (item == null) {
            return new ListProblem(number, 0, Kind.MALFORMED, "it is empty");
        }
        return item instanceof MeasurementEntry && reader.position() < bytes.length
                ? new ListProblem(number, 0, Kind.MALFORMED, "something follows it")
                : item;
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
        readHeader(0);
        if (flaw == null && !window.has(length)) {
            miss("it is said to be longer than the rest of the list");
        }
        if (flaw == null && format != null) {
            int base = window.base();
            flaw = EntryLayout.flaw(window.array(), base + dataOffset, base + length, format, order);
            if (flaw == null) {
                return entry(format);
            }
        }
        return problem();
    }

    private MeasurementEntry entry(TemplateFormat known) {
        byte[] bytes = new byte[digestLength + length - dataOffset];
        window.copy(4, bytes, 0, digestLength);
        window.copy(dataOffset, bytes, digestLength, length - dataOffset);
        MeasurementEntry entry = new MeasurementEntry(
                number++, window.offset(), window.integer(0, order), known, order, bytes, digestLength);
        window.skip(length);
        return entry;
    }

    /** Goes on behind a damaged entry: where it says it ends, if another begins there, else at the next that does. */
    private ListProblem problem() throws IOException {
        String what = flaw == null ? "it cannot be read" : flaw;
        boolean cutShort = cut;
        int declared = length;
        long offset = window.offset();
        if (declared > 0 && window.has(declared) && (!window.has(declared + 1) || isHeader(declared))) {
            window.skip(declared);
        } else {
            skipToHeader();
        }
        boolean truncated = cutShort && !window.has(1);
        return truncated
                ? new ListProblem(number++, offset, Kind.TRUNCATED, "the list ends inside of this entry")
                : new ListProblem(number++, offset, Kind.MALFORMED, what);
    }

    private void skipToHeader() throws IOException {
        window.skip(1);
        while (window.has(1) && !isHeader(0)) {
            window.skip(1);
        }
    }

    /** True where a whole sound header of a known template is there. */
    private boolean isHeader(int at) throws IOException {
        if (!window.has(at + 4) || Integer.compareUnsigned(window.integer(at, order), HIGHEST_REGISTER) > 0) {
            return false;
        }
        readHeader(at);
        return flaw == null;
    }

    /** Sets what the header at a position says, the length of the entry included, as far as it can be read. */
    private void readHeader(int at) throws IOException {
        format = null;
        length = 0;
        flaw = null;
        cut = false;
        int nameOffset = at + 4 + digestLength + 4;
        if (!window.has(nameOffset)) {
            miss("the rest is too short for an entry");
            return;
        }
        int register = window.integer(at, order);
        if (register < 0 || register > HIGHEST_REGISTER) {
            flaw = "there is no register " + Integer.toUnsignedString(register);
            return;
        }
        int nameLength = window.integer(nameOffset - 4, order);
        if (nameLength < 1 || nameLength > TemplateFormat.LONGEST_NAME) {
            flaw = "its template's name is said to have " + Integer.toUnsignedString(nameLength) + " bytes";
            return;
        }
        if (!window.has(nameOffset + nameLength)) {
            miss("the rest is too short for its template's name");
            return;
        }
        format = format(nameOffset, nameLength);
        if (format == null) {
            flaw = "its template is none that is known here: a newer kernel's, or its name was changed";
        }
        readLength(at, nameOffset + nameLength);
    }

    private void miss(String what) {
        flaw = what;
        cut = true;
    }

    private void readLength(int at, int nameEnd) throws IOException {
        boolean legacy = format != null && format.isLegacy();
        int lengthOffset = legacy ? nameEnd + EntryLayout.LEGACY_DIGEST : nameEnd;
        if (!window.has(lengthOffset + 4)) {
            miss("the rest is too short for its data");
            return;
        }
        int data = window.integer(lengthOffset, order);
        if (data < 0 || data > (legacy ? EntryLayout.LEGACY_NAME : LARGEST_ENTRY)) {
            flaw = "it is said to have " + Integer.toUnsignedString(data) + " bytes of data";
            return;
        }
        dataOffset = (legacy ? nameEnd : nameEnd + 4) - at;
        length = lengthOffset + 4 + data - at;
    }

    private @Nullable TemplateFormat format(int nameOffset, int nameLength) {
        if (nameLength == latestName.length && isLatest(nameOffset)) {
            return latest;
        }
        byte[] name = window.copy(nameOffset, nameOffset + nameLength);
        Optional<TemplateFormat> found = TemplateFormat.of(new String(name, StandardCharsets.ISO_8859_1));
        if (found.isPresent()) {
            latest = found.get();
            latestName = name;
        }
        return found.orElse(null);
    }

    private boolean isLatest(int nameOffset) {
        for (int i = 0; i < latestName.length; i++) {
            if (window.at(nameOffset + i) != latestName[i]) {
                return false;
            }
        }
        return true;
    }
}
