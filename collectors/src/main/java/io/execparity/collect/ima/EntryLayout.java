package io.execparity.collect.ima;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** How an entry's data divide into fields (security/integrity/ima/ima_fs.c, ima_measurements_show). */
final class EntryLayout {
    /** Of the first field of the legacy template, the one that has no length before it. */
    static final int LEGACY_DIGEST = 20;

    /** The legacy hash has no room for a longer name. */
    static final int LEGACY_NAME = 255;

    private EntryLayout() {}

    static int integer(byte[] bytes, int at, ByteOrder order) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        int third = bytes[at + 2] & 0xFF;
        int fourth = bytes[at + 3] & 0xFF;
        return order == ByteOrder.LITTLE_ENDIAN
                ? first | second << 8 | third << 16 | fourth << 24
                : first << 24 | second << 16 | third << 8 | fourth;
    }

    static void putInteger(byte[] bytes, int at, int value, ByteOrder order) {
        for (int i = 0; i < 4; i++) {
            int shift = order == ByteOrder.LITTLE_ENDIAN ? 8 * i : 24 - 8 * i;
            bytes[at + i] = (byte) (value >> shift);
        }
    }

    /** What keeps the data from being those fields, null where nothing does. */
    static @Nullable String flaw(byte[] bytes, int from, int to, TemplateFormat format, ByteOrder order) {
        int at = format.isLegacy() ? from + LEGACY_DIGEST : from;
        int lengths = format.isLegacy() ? 1 : format.fields().size();
        for (int i = 0; i < lengths; i++) {
            if (to - at < 4) {
                return "its data end before its fields do";
            }
            int length = integer(bytes, at, order);
            if (length < 0 || length > to - at - 4) {
                return "a field of it is said to have " + Integer.toUnsignedString(length) + " bytes, " + (to - at - 4)
                        + " are left";
            }
            at += 4 + length;
            if (!isText(bytes, at - length, at, format, i)) {
                return "a name in it is not a text";
            }
        }
        return at == to ? null : "its data are longer than its fields";
    }

    /** The kernel's texts end in the zero byte that they have, or have none in the legacy template. */
    private static boolean isText(byte[] bytes, int from, int to, TemplateFormat format, int index) {
        if (format.isLegacy()) {
            return isWithoutZero(bytes, from, to);
        }
        if (from == to || format.fields().get(index).shape() != TemplateField.Shape.TEXT) {
            return true;
        }
        return bytes[to - 1] == 0 && isWithoutZero(bytes, from, to - 1);
    }

    private static boolean isWithoutZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return true;
    }

    /** Where one field of data that have no flaw begins. */
    static int begin(byte[] bytes, int from, int index, TemplateFormat format, ByteOrder order) {
        int at = from;
        for (int i = 0; i < index; i++) {
            at = i == 0 && format.isLegacy() ? from + LEGACY_DIGEST : at + 4 + integer(bytes, at, order);
        }
        return index == 0 && format.isLegacy() ? at : at + 4;
    }

    /** How long the field is that begins there. */
    static int length(byte[] bytes, int begin, int index, TemplateFormat format, ByteOrder order) {
        return index == 0 && format.isLegacy() ? LEGACY_DIGEST : integer(bytes, begin - 4, order);
    }
}
