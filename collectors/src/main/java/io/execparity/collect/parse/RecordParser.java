package io.execparity.collect.parse;

import io.execparity.collect.source.RawLine;
import io.execparity.schema.record.AuditRecord;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.RecordHead;
import io.execparity.schema.record.RecordType;
import java.util.Arrays;

/**
 * Reads the record itself: {@code [node=NAME ]type=NAME [msg=]audit(SEC.MMM:SERIAL): body}, auditd's form and the
 * kernel's, which differ only in {@code msg=} and in whether the type is a name or a number.
 */
final class RecordParser {
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_SECOND_DIGITS = 12;
    private static final int MAX_SERIAL_DIGITS = 10;
    private static final int FAILED = -1;
    private static final byte[] NONE = {};

    private final NameCache<TypeName> types = new NameCache<>(TypeName::of);
    private final NameCache<String> hosts = new NameCache<>(name -> name);
    private final FieldTokenizer tokenizer = new FieldTokenizer();
    /** The last stamp made: an event's records mostly follow one another and share it. */
    private EventKey key = new EventKey(0, 0);

    private long stampMillis;
    private long stampSerial;
    /** The last stamp as it was written, up to the body. */
    private byte[] stampText = NONE;

    private record TypeName(String name, RecordType type) {
        static TypeName of(String name) {
            return new TypeName(name, RecordType.of(name));
        }
    }

    /** A host's name as a string, the same one for the same bytes. */
    String host(byte[] bytes, int start, int end) {
        return hosts.of(bytes, start, end);
    }

    /**
     * @param bytes holds the record from {@code start} to {@code end}: the line's own buffer or what was unwrapped from it
     * @param outerHost the host that the wrapping names, which {@code node=} overrules
     */
    ParseResult parse(RawLine line, byte[] bytes, int start, int end, String outerHost) {
        int position = start;
        String host = outerHost;
        if (Ascii.startsWith(bytes, start, end, "node=")) {
            int space = Ascii.indexOf(bytes, start, Math.min(end, start + MAX_NAME_BYTES + 6), ' ');
            if (space < 0) {
                return Rejected.of(line, RejectReason.NOT_AN_AUDIT_RECORD);
            }
            host = space == start + 5 ? outerHost : host(bytes, start + 5, space);
            position = space + 1;
        }
        if (!Ascii.startsWith(bytes, position, end, "type=")) {
            return Rejected.of(line, RejectReason.NOT_AN_AUDIT_RECORD);
        }
        int typeStart = position + 5;
        int typeEnd = endOfType(bytes, typeStart, end);
        if (typeEnd == FAILED) {
            return Rejected.of(line, RejectReason.NO_TYPE);
        }
        int body = stamp(bytes, typeEnd + 1, end);
        if (body == FAILED) {
            return Rejected.of(line, RejectReason.BAD_STAMP);
        }
        TypeName type = types.of(bytes, typeStart, typeEnd);
        return parsed(line, host, type, key(stampMillis, stampSerial), Arrays.copyOfRange(bytes, body, end));
    }

    /** A record whose type and stamp its wrapping told. */
    Parsed parse(RawLine line, String host, byte[] typeName, EventKey stamp, byte[] body) {
        return parsed(line, host, types.of(typeName, 0, typeName.length), stamp, body);
    }

    private Parsed parsed(RawLine line, String host, TypeName type, EventKey stamp, byte[] body) {
        RecordHead head = new RecordHead(type.type, type.name, stamp, line.origin());
        return new Parsed(host, AuditRecord.of(head, tokenizer.tokenize(body)));
    }

    private EventKey key(long millis, long serial) {
        if (key.epochMillis() != millis || key.serial() != serial) {
            key = new EventKey(millis, serial);
        }
        return key;
    }

    /** The space after the type's name, where the name is made of the letters that names are made of. */
    static int endOfType(byte[] bytes, int start, int end) {
        int position = start;
        while (position < end && isTypeByte(bytes[position])) {
            position++;
        }
        boolean named = position > start && position - start <= MAX_NAME_BYTES && position < end;
        return named && bytes[position] == ' ' ? position : FAILED;
    }

    private static boolean isTypeByte(byte b) {
        return b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '[' || b == ']' || b == '-';
    }

    /** Reads {@code [msg=]audit(SEC.MMM:SERIAL): } and returns where the body begins. */
    private int stamp(byte[] bytes, int start, int end) {
        int sameEnd = start + stampText.length;
        if (sameEnd > start && sameEnd <= end && Arrays.equals(bytes, start, sameEnd, stampText, 0, stampText.length)) {
            return sameEnd;
        }
        stampText = NONE;
        int body = newStamp(bytes, start, end);
        // Without the space, what follows decides where the body begins.
        if (body != FAILED && bytes[body - 1] == ' ') {
            stampText = Arrays.copyOfRange(bytes, start, body);
        }
        return body;
    }

    private int newStamp(byte[] bytes, int start, int end) {
        int position = start;
        if (Ascii.startsWith(bytes, position, end, "msg=")) {
            position += 4;
        }
        if (!Ascii.startsWith(bytes, position, end, "audit(")) {
            return FAILED;
        }
        position += 6;
        int dot = endOfDigits(bytes, position, end);
        if (dot == position || dot - position > MAX_SECOND_DIGITS || dot + 4 >= end || bytes[dot] != '.') {
            return FAILED;
        }
        int colon = endOfDigits(bytes, dot + 1, end);
        if (colon != dot + 4 || colon >= end || bytes[colon] != ':') {
            return FAILED;
        }
        int close = endOfDigits(bytes, colon + 1, end);
        int serialDigits = close - colon - 1;
        if (serialDigits == 0 || serialDigits > MAX_SERIAL_DIGITS || close + 1 >= end || bytes[close] != ')') {
            return FAILED;
        }
        stampMillis = number(bytes, position, dot) * 1000 + number(bytes, dot + 1, colon);
        stampSerial = number(bytes, colon + 1, close);
        if (stampSerial > EventKey.MAX_SERIAL) {
            return FAILED;
        }
        return bodyAfter(bytes, close + 1, end);
    }

    /** After a colon and one space; auditd 2's DAEMON_CONFIG has no colon. */
    private static int bodyAfter(byte[] bytes, int start, int end) {
        int position = bytes[start] == ':' ? start + 1 : start;
        if (position < end && bytes[position] == ' ') {
            return position + 1;
        }
        return position > start ? position : FAILED;
    }

    private static int endOfDigits(byte[] bytes, int start, int end) {
        int position = start;
        while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
            position++;
        }
        return position;
    }

    private static long number(byte[] bytes, int start, int end) {
        long value = 0;
        for (int i = start; i < end; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }
}
