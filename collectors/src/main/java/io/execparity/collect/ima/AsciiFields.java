package io.execparity.collect.ima;

import io.execparity.collect.ima.TemplateField.Shape;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of an ASCII line back into the bytes that were hashed (security/integrity/ima/ima_template_lib.c, the
 * show functions). It takes only what the kernel would have written, since two spellings of the same bytes would let one
 * be changed unseen.
 */
final class AsciiFields {
    private final byte[] text;
    private final TemplateFormat format;
    private final ByteOrder order;
    private final int[] from;
    private final int[] to;
    private byte[] out = new byte[0];
    private int size;

    private AsciiFields(byte[] text, TemplateFormat format, ByteOrder order) {
        this.text = text;
        this.format = format;
        this.order = order;
        this.from = new int[format.fields().size()];
        this.to = new int[format.fields().size()];
    }

    /**
     * An entry's digest, which the caller has yet to fill in, and data.
     *
     * @param begin where the first field does; {@code end} is behind the last
     * @param spacesInName true to take what is more than the fields for a part of the name
     * @return null where the text is not those fields
     */
    static byte @Nullable [] encode(
            byte[] text,
            int begin,
            int end,
            TemplateFormat format,
            ByteOrder order,
            int digestLength,
            boolean spacesInName) {
        AsciiFields fields = new AsciiFields(text, format, order);
        return fields.split(begin, end, spacesInName) && fields.encode(digestLength, end - begin) ? fields.out : null;
    }

    /** One space stands before each field. A name of old kernels may hold more: what is left over belongs to it. */
    private boolean split(int begin, int end, boolean spacesInName) {
        List<TemplateField> fields = format.fields();
        int spaces = 0;
        for (int i = begin; i < end; i++) {
            spaces += text[i] == ' ' ? 1 : 0;
        }
        int surplus = spaces - (fields.size() - 1);
        if (surplus < 0 || (surplus > 0 && !spacesInName)) {
            return false;
        }
        int at = begin;
        for (int i = 0; i < fields.size(); i++) {
            from[i] = at;
            boolean takesSurplus = surplus > 0 && isName(fields.get(i));
            int skipped = takesSurplus ? surplus : 0;
            surplus -= skipped;
            while (at < end && (text[at] != ' ' || skipped-- > 0)) {
                at++;
            }
            to[i] = at++;
        }
        return surplus == 0 && at == end + 1;
    }

    private static boolean isName(TemplateField field) {
        return field == TemplateField.NAME || field == TemplateField.NAME_NG;
    }

    private boolean encode(int digestLength, int textLength) {
        // Text grows by its zero byte, numbers by at most three; each field has its length besides.
        out = new byte[digestLength + textLength + 8 * from.length + 1];
        size = digestLength;
        for (int i = 0; i < from.length; i++) {
            boolean bare = format.isLegacy() && i == 0;
            int lengthAt = size;
            size += bare ? 0 : 4;
            if (!isEmpty(i) && !encodeField(i)) {
                return false;
            }
            if (!bare) {
                EntryLayout.putInteger(out, lengthAt, size - lengthAt - 4, order);
            }
        }
        out = Arrays.copyOf(out, size);
        return true;
    }

    /** True of a field that has no bytes. A name has its zero byte even where it shows nothing. */
    private boolean isEmpty(int index) {
        return to[index] == from[index] && !format.isLegacy() && format.fields().get(index) != TemplateField.NAME_NG;
    }

    private boolean encodeField(int index) {
        Shape shape = format.fields().get(index).shape();
        return switch (shape) {
            case PLAIN_DIGEST ->
                to[index] - from[index] == 2 * EntryLayout.LEGACY_DIGEST && hexadecimal(from[index], to[index]);
            case TAGGED_DIGEST -> taggedDigest(from[index], to[index]);
            case TEXT -> text(index);
            case HEXADECIMAL -> hexadecimal(from[index], to[index]);
            case NUMBER -> number(from[index], to[index], 4);
            case SHORT_NUMBER -> number(from[index], to[index], 2);
        };
    }

    private boolean text(int index) {
        int length = to[index] - from[index];
        System.arraycopy(text, from[index], out, size, length);
        size += length;
        if (format.isLegacy()) {
            return length <= EntryLayout.LEGACY_NAME;
        }
        out[size++] = 0;
        return true;
    }

    private boolean taggedDigest(int begin, int end) {
        int colon = end - 1;
        while (colon >= begin && text[colon] != ':') {
            colon--;
        }
        int tag = colon + 1 - begin;
        if (tag < 1) {
            return false;
        }
        System.arraycopy(text, begin, out, size, tag);
        size += tag;
        out[size++] = 0;
        return hexadecimal(colon + 1, end);
    }

    private boolean hexadecimal(int begin, int end) {
        size = decode(text, begin, end, out, size);
        return size >= 0;
    }

    private boolean number(int begin, int end, int bytes) {
        long value = 0;
        if (end - begin > 10 || (text[begin] == '0' && end - begin > 1)) {
            return false;
        }
        for (int i = begin; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
            value = 10 * value + text[i] - '0';
        }
        if (value >= 1L << 8 * bytes) {
            return false;
        }
        for (int i = 0; i < bytes; i++) {
            int shift = order == ByteOrder.LITTLE_ENDIAN ? 8 * i : 8 * (bytes - 1 - i);
            out[size++] = (byte) (value >> shift);
        }
        return true;
    }

    /** Decodes lower-case digits; the position behind what was written, -1 where something else is among them. */
    static int decode(byte[] text, int begin, int end, byte[] target, int at) {
        if ((end - begin & 1) != 0) {
            return -1;
        }
        int next = at;
        for (int i = begin; i < end; i += 2) {
            int high = digit(text[i]);
            int low = digit(text[i + 1]);
            if ((high | low) < 0) {
                return -1;
            }
            target[next++] = (byte) (high << 4 | low);
        }
        return next;
    }

    private static int digit(byte character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
    }
}
