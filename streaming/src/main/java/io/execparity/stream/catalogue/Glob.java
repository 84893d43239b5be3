package io.execparity.stream.catalogue;

import io.execparity.schema.text.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A pattern over bytes: {@code *} for any run of bytes, {@code ?} for one, {@code [0-9a]} for one of a set, a backslash
 * before a byte that stands for itself. A slash is a byte like any other.
 */
public final class Glob {
    private final byte[] pattern;

    public Glob(String pattern) {
        this(pattern.getBytes(StandardCharsets.UTF_8));
    }

    private Glob(byte[] pattern) {
        this.pattern = pattern;
    }

    /** The pattern that matches {@code text} and nothing else. */
    public static String literal(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("*?[\\".indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    public static boolean anyMatches(List<Glob> globs, Bytes text) {
        for (Glob glob : globs) {
            if (glob.matches(text)) {
                return true;
            }
        }
        return false;
    }

    public boolean matches(Bytes text) {
        return matches(text, 0);
    }

    /** Whether the bytes from {@code from} on match; a failed {@code *} is retried one byte later, the last one only. */
    public boolean matches(Bytes text, int from) {
        int at = 0;
        int read = from;
        int starAt = -1;
        int starRead = from;
        while (read < text.length()) {
            if (at < pattern.length && pattern[at] == '*') {
                starAt = at++;
                starRead = read;
                continue;
            }
            int after = at < pattern.length ? one(at, text.at(read)) : -1;
            if (after >= 0) {
                at = after;
                read++;
            } else if (starAt >= 0) {
                at = starAt + 1;
                read = ++starRead;
            } else {
                return false;
            }
        }
        while (at < pattern.length && pattern[at] == '*') {
            at++;
        }
        return at == pattern.length;
    }

    /** The index after the element at {@code at} when it matches {@code c}, else -1. */
    private int one(int at, byte c) {
        byte element = pattern[at];
        if (element == '?') {
            return at + 1;
        }
        if (element == '\\' && at + 1 < pattern.length) {
            return pattern[at + 1] == c ? at + 2 : -1;
        }
        if (element == '[') {
            int end = closing(at);
            if (end > 0) {
                return inSet(at + 1, end, c) ? end + 1 : -1;
            }
        }
        return element == c ? at + 1 : -1;
    }

    private int closing(int open) {
        for (int i = open + 2; i < pattern.length; i++) {
            if (pattern[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    private boolean inSet(int from, int to, byte c) {
        int value = c & 0xFF;
        for (int i = from; i < to; i++) {
            boolean range = i + 2 < to && pattern[i + 1] == '-';
            int last = range ? pattern[i + 2] & 0xFF : pattern[i] & 0xFF;
            if (value >= (pattern[i] & 0xFF) && value <= last) {
                return true;
            }
            i += range ? 2 : 0;
        }
        return false;
    }

    @Override
    public String toString() {
        return new String(pattern, StandardCharsets.UTF_8);
    }
}
