package io.execparity.collect.parse;

/** Looks for plain text in a part of a byte array. */
final class Ascii {
    private Ascii() {}

    static boolean startsWith(byte[] bytes, int start, int end, String text) {
        if (end - start < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first {@code wanted} in {@code start .. end}, or -1. */
    static int indexOf(byte[] bytes, int start, int end, char wanted) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    static int skip(byte[] bytes, int start, int end, char unwanted) {
        int position = start;
        while (position < end && bytes[position] == unwanted) {
            position++;
        }
        return position;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
