package io.execparity.collect.ima.signature;

import io.execparity.collect.ima.MeasurementEntry;
import io.execparity.collect.ima.TemplateField;
import io.execparity.schema.text.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The extended attributes that EVM protects, as an entry lists them (security/integrity/evm/evm_main.c,
 * evm_read_protected_xattrs): names with {@code |} between them, 32-bit lengths, and values one behind the other.
 */
final class ProtectedAttributes {
    /** No file has more bytes of names (include/uapi/linux/limits.h, XATTR_LIST_MAX). */
    private static final int LONGEST_NAMES = 65_536;

    private ProtectedAttributes() {}

    /** The value of the one attribute of that name; empty where there is none, or several, or the fields do not fit. */
    static Optional<Bytes> find(MeasurementEntry entry, String name) {
        Bytes listed = entry.field(TemplateField.ATTRIBUTE_NAMES);
        Bytes lengths = entry.field(TemplateField.ATTRIBUTE_LENGTHS);
        Bytes values = entry.field(TemplateField.ATTRIBUTE_VALUES);
        if (listed == null || lengths == null || values == null || listed.length() > LONGEST_NAMES) {
            return Optional.empty();
        }
        String[] names = names(listed);
        if (lengths.length() != (long) names.length * Integer.BYTES) {
            return Optional.empty();
        }
        ByteBuffer numbers = ByteBuffer.wrap(lengths.toArray()).order(entry.order());
        Bytes found = null;
        int at = 0;
        for (String each : names) {
            int length = numbers.getInt();
            boolean repeated = found != null && each.equals(name);
            if (length < 0 || length > values.length() - at || repeated) {
                return Optional.empty();
            }
            found = each.equals(name) ? values.slice(at, at + length) : found;
            at += length;
        }
        return at == values.length() ? Optional.ofNullable(found) : Optional.empty();
    }

    private static String[] names(Bytes field) {
        int end = field.length();
        while (end > 0 && field.at(end - 1) == 0) {
            end--;
        }
        return new String(field.slice(0, end).toArray(), StandardCharsets.ISO_8859_1).split("\\|", -1);
    }
}
