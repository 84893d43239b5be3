package io.execparity.alert.route;

/** Words cut to a length that a receiver takes. */
final class ShortText {
    /** The escape of an ampersand is the longest one that chat has. */
    private static final int LONGEST_ESCAPE = 5;

    private ShortText() {}

    /**
     * At most so many characters, with an ellipsis where some were left out; neither a character nor an escape is cut in
     * two.
     */
    static String of(String words, int most) {
        if (words.length() <= most) {
            return words;
        }
        int end = most - 1;
        int escape = words.lastIndexOf('&', end - 1);
        end = escape > end - LONGEST_ESCAPE ? escape : end;
        end = end > 0 && Character.isHighSurrogate(words.charAt(end - 1)) ? end - 1 : end;
        return words.substring(0, end) + "…";
    }
}
