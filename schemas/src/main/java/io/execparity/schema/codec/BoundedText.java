package io.execparity.schema.codec;

import io.execparity.schema.text.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Text that may be long and hostile, cut to a length that a line and an index can bear. What is cut off is counted at
 * the end, {@code …[+N bytes]}, so that nobody takes the rest for the whole.
 */
final class BoundedText {
    /** UTF-16 units kept of one text, the ending not counted. A whole path (PATH_MAX) fits. */
    static final int MAXIMUM = 4096;

    private static final Pattern CUT = Pattern.compile("…\\[\\+[0-9]{1,10} bytes]");
    private static final int WIDTH_OF_ESCAPED_BYTE = 4;
    private static final char REPLACEMENT = '\uFFFD';

    private BoundedText() {}

    static String of(Bytes bytes) {
        if (bytes.length() * (long) WIDTH_OF_ESCAPED_BYTE <= MAXIMUM) {
            return bytes.text();
        }
        int end = 0;
        int width = 0;
        while (end < bytes.length()) {
            int sequence = sequenceAt(bytes, end);
            width += sequence == 0 ? WIDTH_OF_ESCAPED_BYTE : sequence == 4 ? 2 : 1;
            if (width > MAXIMUM) {
                return bytes.slice(0, end).text() + ending(bytes.length() - end);
            }
            end += Math.max(1, sequence);
        }
        return bytes.text();
    }

    /** A lone surrogate, which no UTF-8 can hold, becomes U+FFFD. */
    static String of(String text) {
        if (text.length() <= MAXIMUM) {
            return withoutLoneSurrogates(text);
        }
        int end = Character.isHighSurrogate(text.charAt(MAXIMUM - 1)) ? MAXIMUM - 1 : MAXIMUM;
        if (CUT.matcher(text).region(end, text.length()).matches()) {
            return withoutLoneSurrogates(text); // read from a line, where it had been cut
        }
        int rest = text.substring(end).getBytes(StandardCharsets.UTF_8).length;
        return withoutLoneSurrogates(text.substring(0, end)) + ending(rest);
    }

    private static String ending(int cutBytes) {
        return "…[+" + cutBytes + " bytes]";
    }

    private static String withoutLoneSurrogates(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                i++;
            } else {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(i, REPLACEMENT);
            }
        }
        return mended == null ? text : mended.toString();
    }

    /** How many bytes the UTF-8 sequence at {@code index} has; 0 where none is valid there (RFC 3629, section 4). */
    private static int sequenceAt(Bytes bytes, int index) {
        int first = bytes.at(index) & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (index + length > bytes.length()) {
            return 0;
        }
        int second = bytes.at(index + 1) & 0xFF;
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes.at(index + i) & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
