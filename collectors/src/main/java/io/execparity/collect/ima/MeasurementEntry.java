package io.execparity.collect.ima;

import io.execparity.schema.text.Bytes;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a measurement list (struct ima_template_entry). Whether it was read from an ASCII or a binary list makes
 * no difference to it.
 *
 * <p>It says nothing of when, by whom or why something was measured: a content is measured once, however often it runs,
 * and whether it ran or was only checked looks the same.
 */
public final class MeasurementEntry implements ListItem {
    static final Bytes BOOT_AGGREGATE = Bytes.utf8("boot_aggregate");

    private final long number;
    private final long offset;
    private final int register;
    private final TemplateFormat format;
    private final ByteOrder order;
    /** The digest listed, then the data. */
    private final byte[] bytes;

    private final int digestLength;
    private final boolean violation;

    /** Takes {@code bytes} over; the data in it must have no flaw. */
    MeasurementEntry(
            long number,
            long offset,
            int register,
            TemplateFormat format,
            ByteOrder order,
            byte[] bytes,
            int digestLength) {
        this.number = number;
        this.offset = offset;
        this.register = register;
        this.format = format;
        this.order = order;
        this.bytes = bytes;
        this.digestLength = digestLength;
        this.violation = isZero(bytes, 0, digestLength);
    }

    /** Counted from 0. */
    public long number() {
        return number;
    }

    /** In bytes from the beginning of the list. */
    public long offset() {
        return offset;
    }

    /** The PCR that it was extended into, 0 to 63. */
    public int register() {
        return register;
    }

    public TemplateFormat format() {
        return format;
    }

    /** As listed, which need not be what the fields hash to. */
    public Bytes templateDigest() {
        return Bytes.view(bytes, 0, digestLength);
    }

    /**
     * True where the kernel could not tell what was measured, because the file was open for writing: the register was
     * then extended with ones. Nothing covers the fields of such an entry.
     */
    public boolean isViolation() {
        return violation;
    }

    /** The bytes of each field, without its length, in the format's order. */
    public List<Bytes> fields() {
        List<Bytes> fields = new ArrayList<>();
        for (int i = 0; i < format.fields().size(); i++) {
            fields.add(field(i));
        }
        return fields;
    }

    /** The bytes of one field, null where the format has none. */
    public @Nullable Bytes field(TemplateField field) {
        int index = format.fields().indexOf(field);
        return index < 0 ? null : field(index);
    }

    private Bytes field(int index) {
        int begin = EntryLayout.begin(bytes, digestLength, index, format, order);
        return Bytes.view(bytes, begin, EntryLayout.length(bytes, begin, index, format, order));
    }

    /** What was measured, null where the format or the kernel leaves it out. */
    public @Nullable FileDigest digest() {
        Bytes plain = field(TemplateField.DIGEST);
        if (plain != null) {
            return new FileDigest(FileDigest.CONTENT, Bank.SHA1.word(), plain);
        }
        Bytes tagged = field(TemplateField.DIGEST_NGV2);
        if (tagged == null) {
            tagged = field(TemplateField.DIGEST_NG);
        }
        return tagged == null ? null : tagged(tagged);
    }

    /**
     * Of a file with an appended signature: what that signature covers, the file up to it. Null where the format or the
     * kernel leaves it out.
     */
    public @Nullable FileDigest appendedDigest() {
        Bytes tagged = field(TemplateField.MODULE_DIGEST);
        return tagged == null ? null : tagged(tagged);
    }

    /** Reads {@code [type:]algorithm:} and a zero byte before the digest. */
    static @Nullable FileDigest tagged(Bytes field) {
        int end = field.indexOf((byte) 0, 0);
        if (end < 1 || field.at(end - 1) != ':') {
            return null;
        }
        String[] tags = new String(field.slice(0, end - 1).toArray(), StandardCharsets.ISO_8859_1).split(":", -1);
        Bytes value = field.slice(end + 1, field.length());
        return switch (tags.length) {
            case 1 -> new FileDigest(FileDigest.CONTENT, tags[0], value);
            case 2 -> new FileDigest(tags[0], tags[1], value);
            default -> null;
        };
    }

    /**
     * What the measured thing is called, empty where the format has no name: a path as seen from the kernel's first
     * mount namespace, {@code memfd:NAME} for a memory file, a name without slash for what is no file.
     *
     * <p>The kernel writes {@code _} for each space before it hashes, so that {@code a b} and {@code a_b} are the same
     * here.
     */
    public Bytes name() {
        Bytes name = field(TemplateField.NAME_NG);
        if (name == null) {
            name = field(TemplateField.NAME);
        }
        if (name == null) {
            return Bytes.EMPTY;
        }
        return name.length() > 0 && name.at(name.length() - 1) == 0 ? name.slice(0, name.length() - 1) : name;
    }

    public boolean isBootAggregate() {
        return name().equals(BOOT_AGGREGATE);
    }

    /** The one that the entry's own lengths and the numbers in its fields have. */
    public ByteOrder order() {
        return order;
    }

    /** What the hash of all but the legacy template covers: from {@link #dataOffset()} to the end. */
    byte[] bytes() {
        return bytes;
    }

    int dataOffset() {
        return digestLength;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return number + ": " + register + " " + format.name() + " " + digest() + " " + name();
    }
}
