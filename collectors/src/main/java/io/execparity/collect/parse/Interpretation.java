package io.execparity.collect.parse;

/**
 * Recognises where a record's fields end and auditd's interpretations of them begin ({@code AUID="root"}). auditd sets
 * one byte 0x1D between them; terminals and rsyslog spell it in printable characters, and audispd's syslog plug-in puts a
 * space in its place. Those may stand in data too, so that an upper-case name must follow.
 */
final class Interpretation {
    static final byte SEPARATOR = 0x1D;

    private Interpretation() {}

    static boolean beginsAt(byte[] body, int position, int length) {
        if (body[position] == SEPARATOR) {
            return namesField(body, position + 1, length);
        }
        if (body[position] == '^') {
            return position + 1 < length && body[position + 1] == ']' && namesField(body, position + 2, length);
        }
        return body[position] == '#'
                && position + 3 < length
                && body[position + 1] == '0'
                && body[position + 2] == '3'
                && body[position + 3] == '5'
                && namesField(body, position + 4, length);
    }

    /** As {@link #beginsAt}, or after a space. */
    static boolean beginsAfterMessage(byte[] body, int position, int length) {
        return body[position] == ' ' ? namesField(body, position + 1, length) : beginsAt(body, position, length);
    }

    private static boolean namesField(byte[] body, int start, int length) {
        int position = start;
        while (position < length && isNameByte(body[position])) {
            position++;
        }
        return position > start && position < length && body[position] == '=' && body[start] >= 'A';
    }

    private static boolean isNameByte(byte b) {
        return b >= 'A' && b <= 'Z' || b == '_' || b == '-' || b >= '0' && b <= '9';
    }
}
