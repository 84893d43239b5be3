package io.execparity.stream.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.Set;

/** Finds the marker of one run in lines, as it stands there or in audit's hexadecimal form, and the verb behind it. */
final class Marks {
    private static final int LONGEST_VERB = 40;

    private final byte[] plain;
    private final byte[] hexadecimal;

    Marks(String marker) {
        plain = marker.getBytes(US_ASCII);
        StringBuilder hex = new StringBuilder();
        for (byte each : plain) {
            hex.append(String.format("%02X", each));
        }
        hexadecimal = hex.toString().getBytes(US_ASCII);
    }

    /** The first of the verbs that the line names behind the marker; nothing where it names none of them. */
    Optional<String> verb(byte[] line, int start, int length, Set<String> verbs) {
        int end = start + length;
        for (int at = indexOf(line, start, end, plain); at >= 0; at = indexOf(line, at + 1, end, plain)) {
            String word = word(line, at + plain.length + 1, end);
            if (verbs.contains(word)) {
                return Optional.of(word);
            }
        }
        for (int at = indexOf(line, start, end, hexadecimal); at >= 0; at = indexOf(line, at + 1, end, hexadecimal)) {
            String word = decodedWord(line, at + hexadecimal.length + 2, end);
            if (verbs.contains(word)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private static int indexOf(byte[] line, int start, int end, byte[] wanted) {
        for (int i = start; i <= end - wanted.length; i++) {
            int same = 0;
            while (same < wanted.length && line[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private static String word(byte[] line, int start, int end) {
        int at = start;
        while (at < end && at - start < LONGEST_VERB && isOfVerb(line[at])) {
            at++;
        }
        return at <= start ? "" : new String(line, start, at - start, US_ASCII);
    }

    private static String decodedWord(byte[] line, int start, int end) {
        StringBuilder word = new StringBuilder();
        for (int at = start; at + 1 < end && word.length() < LONGEST_VERB; at += 2) {
            int high = Character.digit(line[at], 16);
            int low = Character.digit(line[at + 1], 16);
            if (high < 0 || low < 0 || !isOfVerb((byte) (high << 4 | low))) {
                break;
            }
            word.append((char) (high << 4 | low));
        }
        return word.toString();
    }

    private static boolean isOfVerb(byte each) {
        return each >= 'a' && each <= 'z' || each == '-';
    }
}
