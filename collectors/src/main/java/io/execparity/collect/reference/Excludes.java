package io.execparity.collect.reference;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Names that a Keylime policy says are not to be judged: regular expressions that have to match from a name's first
 * character on, and need not reach its last.
 *
 * <p>They are Python's, matched by RE2: in time that grows with the name and no faster, and therefore without
 * back-references, look-around, atomic groups and possessive counts, which are refused. {@code \w}, {@code \d} and
 * {@code \s} mean ASCII.
 */
final class Excludes {
    private static final int LONGEST = 16 * 1024;
    private static final int MOST = 16 * 1024;
    /** RE2 writes out what is counted: characters times counts must stay below. */
    private static final long LARGEST = 1 << 20;

    private final List<Pattern> patterns = new ArrayList<>();
    private long written;

    int size() {
        return patterns.size();
    }

    /** @throws IllegalArgumentException with what is wrong, to go on from "the exclude" */
    void add(String expression) {
        written += weight(expression);
        if (expression.length() > LONGEST || patterns.size() == MOST || written > LARGEST) {
            throw new IllegalArgumentException("takes too much room, with those before it or alone");
        }
        try {
            patterns.add(Pattern.compile(translated(expression)));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is not supported (" + e.getDescription() + "); look-around and back-references never are", e);
        }
    }

    boolean match(Bytes name) {
        if (patterns.isEmpty()) {
            return false;
        }
        String text = name.text();
        for (Pattern pattern : patterns) {
            if (pattern.matcher(text).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    /** Python's {@code \Z} is the very end, which RE2 writes {@code \z}. */
    private static String translated(String expression) {
        StringBuilder text = new StringBuilder(expression);
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
                if (text.charAt(i) == 'Z') {
                    text.setCharAt(i, 'z');
                }
            }
        }
        return text.toString();
    }

    /** No less than the length of the expression with everything written out that it counts. */
    private static long weight(String expression) {
        long weight = expression.length() + 1L;
        for (int open = expression.indexOf('{'); open >= 0; open = expression.indexOf('{', open + 1)) {
            int close = expression.indexOf('}', open);
            String counts = close < 0 ? "" : expression.substring(open + 1, close);
            if (counts.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
                for (String count : counts.split(",")) {
                    weight = Math.min(LARGEST + 1, weight * Math.max(1, Long.parseLong(count)));
                }
            }
        }
        return weight;
    }
}
