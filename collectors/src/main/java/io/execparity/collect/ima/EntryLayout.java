package io.execparity.collect.ima;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an entry's data divide into fields (security/integrity/ima/ima_fs.c, ima_measurements_show). */
final class EntryLayout {
    /** Of the first field of the legacy template, the one that has no length before it. */
    static final int LEGACY_DIGEST = 20;

    /** The legacy hash has no room for a longer name. */
    static final int LEGACY_NAME = 255;

    private EntryLayout() {}

    /** Where a field of the data begins and ends. */
    record Span(int from, int to) {}

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

    /** The fields of data that have no flaw. */
    static List<Span> fields(byte[] bytes, int from, int to, TemplateFormat format, ByteOrder order) {
        List<Span> spans = new ArrayList<>(format.fields().size());
        int at = from;
        if (format.isLegacy()) {
            at += LEGACY_DIGEST;
            spans.add(new Span(from, at));
        }
        while (at < to) {
            int length = integer(bytes, at, order);
            spans.add(new Span(at + 4, at + 4 + length));
            at += 4 + length;
        }
        return spans;
    }
}
