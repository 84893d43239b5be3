package io.execparity.collect.parse;

import io.execparity.schema.record.Fields;
import java.util.Arrays;

/**
 * Finds the {@code name=value} fields in a record's body. It never fails: what is no field stays in the body only.
 *
 * <p>The interpretations that auditd appends in its ENRICHED format are not indexed, so that a record has the same
 * fields in either format; the body holds them. Not for use by several threads at once.
 */
public final class FieldTokenizer {
    private static final int SPACE = 1;
    private static final int EQUALS = 2;
    private static final int SEPARATOR = 4;
    private static final byte[] KINDS = new byte[256];

    static {
        KINDS[' '] = SPACE;
        KINDS['='] = EQUALS;
        KINDS[Interpretation.SEPARATOR] = SEPARATOR;
        KINDS['^'] = SEPARATOR;
        KINDS['#'] = SEPARATOR;
    }

    private byte[] body = new byte[0];
    private int length;
    private long[] spans = new long[64];
    private int count;
    /** Where the fields end: the body's end or the interpretations. */
    private int end;
    /** Whether the last field is bare, so that words after it belong to it. */
    private boolean bare;
    /** Set where no closing brace lies ahead, so that a line full of opening ones is not searched again and again. */
    private boolean noBraceAhead;

    /**
     * Finds the fields of one body.
     *
     * @param body what follows the stamp, at most {@link Fields#MAX_LENGTH} bytes, not changed afterwards
     */
    public Fields tokenize(byte[] body) {
        if (body.length == 0 || body.length > Fields.MAX_LENGTH) {
            return body.length == 0 ? Fields.none() : Fields.of(body, body.length, new long[0], 0);
        }
        this.body = body;
        length = body.length;
        end = body.length;
        count = 0;
        bare = false;
        noBraceAhead = false;
        int position = 0;
        while (position < end) {
            position = body[position] == ' ' ? position + 1 : word(position);
        }
        return Fields.of(body, length, end, Arrays.copyOf(spans, count), count);
    }

    /** Reads one word, with its value where it is a field, and returns where the next may begin. */
    private int word(int start) {
        byte[] bytes = body;
        int limit = end;
        int position = start;
        while (position < limit) {
            int kind = KINDS[bytes[position] & 0xFF];
            if (kind != 0) {
                if (kind != SEPARATOR) {
                    break;
                }
                if (Interpretation.beginsAt(bytes, position, length)) {
                    end = position;
                    return noField(start, position);
                }
            }
            position++;
        }
        if (position == limit || bytes[position] == ' ') {
            return noField(start, position);
        }
        if (position == start) {
            return noField(start, endOfBareValue(position));
        }
        return value(start, position);
    }

    /** A word without an equals sign: prose before the first field, otherwise a part of the bare value before it. */
    private int noField(int start, int wordEnd) {
        if (isOldOrNew(start, wordEnd)) {
            int nextEquals = wordEnd + 1;
            while (nextEquals < end && KINDS[body[nextEquals] & 0xFF] == 0) {
                nextEquals++;
            }
            if (nextEquals < end && nextEquals > wordEnd + 1 && body[nextEquals] == '=') {
                return value(start, nextEquals);
            }
        }
        if (bare) {
            spans[count - 1] = spans[count - 1] & ~0xFFFFL | wordEnd;
        }
        return wordEnd;
    }

    /** LOGIN records before Linux 3.14 name fields {@code old auid} and {@code new auid}. */
    private boolean isOldOrNew(int start, int wordEnd) {
        return wordEnd - start == 3
                && (body[start] == 'o' && body[start + 1] == 'l' && body[start + 2] == 'd'
                        || body[start] == 'n' && body[start + 1] == 'e' && body[start + 2] == 'w');
    }

    private int value(int nameStart, int nameEnd) {
        int start = nameEnd + 1;
        int valueEnd;
        byte first = start < end ? body[start] : (byte) ' ';
        bare = false;
        if (first == '"') {
            valueEnd = afterQuote(start);
        } else if (first == '\'' && isMessage(nameStart, nameEnd)) {
            valueEnd = afterMessage(start);
        } else if (first == '{') {
            valueEnd = afterBraces(start);
        } else {
            valueEnd = endOfBareValue(start);
            bare = valueEnd > start;
        }
        if (count == spans.length) {
            spans = Arrays.copyOf(spans, 2 * count);
        }
        spans[count++] = Fields.span(nameStart, nameEnd, start, valueEnd);
        return valueEnd;
    }

    private int endOfBareValue(int start) {
        byte[] bytes = body;
        int limit = end;
        int position = start;
        while (position < limit) {
            int kind = KINDS[bytes[position] & 0xFF] & ~EQUALS;
            if (kind != 0) {
                if (kind == SPACE) {
                    break;
                }
                if (Interpretation.beginsAt(bytes, position, length)) {
                    end = position;
                    break;
                }
            }
            position++;
        }
        return position;
    }

    /**
     * The kernel writes no quote inside quotes, for such a value is hexadecimal, but in an IPE rule about a digest, whose
     * record knows. Without an end, the line was cut.
     */
    private int afterQuote(int quote) {
        byte[] bytes = body;
        int limit = end;
        for (int i = quote + 1; i < limit; i++) {
            if (bytes[i] == '"') {
                return i + 1;
            }
        }
        return limit;
    }

    private int afterBraces(int brace) {
        for (int i = brace + 1; i < end && !noBraceAhead; i++) {
            if (body[i] == '}') {
                return i + 1;
            }
        }
        noBraceAhead = true;
        bare = true;
        return endOfBareValue(brace);
    }

    private boolean isMessage(int nameStart, int nameEnd) {
        return nameEnd - nameStart == 3
                && body[nameStart] == 'm'
                && body[nameStart + 1] == 's'
                && body[nameStart + 2] == 'g';
    }

    /**
     * A user message is one value that may itself hold quotes of either kind, so that its end is the last quote with
     * nothing but interpretations behind it.
     */
    private int afterMessage(int quote) {
        int written = end;
        while (body[written - 1] == ' ') {
            written--;
        }
        for (int i = written - 1; i > quote; i--) {
            if (body[i] == '\'' && (i + 1 == written || Interpretation.beginsAfterMessage(body, i + 1, length))) {
                return i + 1;
            }
        }
        return end;
    }
}
