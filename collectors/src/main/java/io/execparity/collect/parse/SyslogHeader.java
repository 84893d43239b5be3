package io.execparity.collect.parse;

import org.jspecify.annotations.Nullable;

/**
 * The header of a line in a syslog file or from a syslog sender: RFC 3164 with or without its priority, rsyslog's file
 * format with an ISO timestamp, and RFC 5424.
 *
 * @param hostStart the host's name, {@code hostStart == hostEnd} where the line names none
 * @param tagStart the program's name, without its process id
 * @param message where the message begins
 */
record SyslogHeader(int hostStart, int hostEnd, int tagStart, int tagEnd, int message) {
    private static final int TIME_BYTES = 16;

    /** The header of the line, or null where it has none. */
    static @Nullable SyslogHeader of(byte[] bytes, int start, int end) {
        int position = afterPriority(bytes, start, end);
        boolean prioritised = position > start;
        if (prioritised && Ascii.startsWith(bytes, position, end, "1 ")) {
            return rfc5424(bytes, position + 2, end);
        }
        int host = afterTimestamp(bytes, position, end);
        return host < 0 ? null : rfc3164(bytes, host, end);
    }

    /** The byte after {@code <13>}, or {@code start}. */
    static int afterPriority(byte[] bytes, int start, int end) {
        if (start >= end || bytes[start] != '<') {
            return start;
        }
        int close = start + 1;
        while (close < end && close < start + 4 && Ascii.isDigit(bytes[close])) {
            close++;
        }
        return close > start + 1 && close < end && bytes[close] == '>' ? close + 1 : start;
    }

    private static int afterTimestamp(byte[] bytes, int start, int end) {
        if (end - start < TIME_BYTES) {
            return -1;
        }
        if (isTraditional(bytes, start)) {
            int space = Ascii.indexOf(bytes, start + TIME_BYTES - 1, end, ' ');
            return space < 0 || space > start + TIME_BYTES + 9 ? -1 : space + 1;
        }
        if (!isIso(bytes, start)) {
            return -1;
        }
        int space = Ascii.indexOf(bytes, start, Math.min(end, start + 40), ' ');
        return space < 0 ? -1 : space + 1;
    }

    /** {@code Nov 22 13:10:01}, with a fraction perhaps. */
    private static boolean isTraditional(byte[] bytes, int start) {
        return isLetter(bytes[start])
                && isLetter(bytes[start + 1])
                && isLetter(bytes[start + 2])
                && bytes[start + 3] == ' '
                && Ascii.isDigit(bytes[start + 5])
                && bytes[start + 6] == ' '
                && Ascii.isDigit(bytes[start + 7])
                && bytes[start + 9] == ':'
                && bytes[start + 12] == ':';
    }

    /** {@code 2026-11-22T13:10}. */
    private static boolean isIso(byte[] bytes, int start) {
        return Ascii.isDigit(bytes[start])
                && bytes[start + 4] == '-'
                && bytes[start + 7] == '-'
                && bytes[start + 10] == 'T'
                && bytes[start + 13] == ':';
    }

    private static boolean isLetter(byte b) {
        return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
    }

    /** {@code HOST TAG[PID]: MESSAGE}; what a program hands to its own machine's syslog has no host. */
    private static SyslogHeader rfc3164(byte[] bytes, int start, int end) {
        int hostStart = Ascii.skip(bytes, start, end, ' ');
        int hostEnd = endOfWord(bytes, hostStart, end);
        int tagStart = Ascii.skip(bytes, hostEnd, end, ' ');
        if (hostEnd > hostStart && bytes[hostEnd - 1] == ':') {
            tagStart = hostStart;
            hostEnd = hostStart;
        }
        int tagEnd = tagStart;
        while (tagEnd < end && bytes[tagEnd] != ':' && bytes[tagEnd] != '[' && bytes[tagEnd] != ' ') {
            tagEnd++;
        }
        int message = tagEnd;
        if (message < end && bytes[message] == '[') {
            int close = Ascii.indexOf(bytes, message, end, ']');
            message = close < 0 ? message : close + 1;
        }
        if (message == end || bytes[message] != ':') {
            // No tag at all: the message follows the host at once.
            return new SyslogHeader(hostStart, hostEnd, tagStart, tagStart, tagStart);
        }
        return new SyslogHeader(hostStart, hostEnd, tagStart, tagEnd, Ascii.skip(bytes, message + 1, end, ' '));
    }

    private static int endOfWord(byte[] bytes, int start, int end) {
        int space = Ascii.indexOf(bytes, start, end, ' ');
        return space < 0 ? end : space;
    }

    /** {@code TIMESTAMP HOST APP PROCID MSGID STRUCTURED-DATA MESSAGE}, where {@code -} stands for nothing. */
    private static @Nullable SyslogHeader rfc5424(byte[] bytes, int start, int end) {
        int host = endOfWord(bytes, start, end) + 1;
        int hostEnd = endOfWord(bytes, Math.min(host, end), end);
        int tag = hostEnd + 1;
        int tagEnd = endOfWord(bytes, Math.min(tag, end), end);
        int processEnd = endOfWord(bytes, Math.min(tagEnd + 1, end), end);
        int messageIdEnd = endOfWord(bytes, Math.min(processEnd + 1, end), end);
        int data = messageIdEnd + 1;
        if (data >= end) {
            return null;
        }
        int message = afterStructuredData(bytes, data, end);
        if (message < 0) {
            return null;
        }
        boolean noHost = hostEnd - host == 1 && bytes[host] == '-';
        return new SyslogHeader(host, noHost ? host : hostEnd, tag, tagEnd, afterByteOrderMark(bytes, message, end));
    }

    private static int afterStructuredData(byte[] bytes, int start, int end) {
        int position = start;
        if (bytes[start] == '-') {
            position++;
        } else {
            while (position < end && bytes[position] == '[') {
                position = afterElement(bytes, position, end);
            }
        }
        boolean ended = position > start && (position >= end || bytes[position] == ' ');
        return ended ? Ascii.skip(bytes, Math.min(position, end), end, ' ') : -1;
    }

    /** The byte after one {@code [id name="value"]}, in whose values a backslash guards quotes and brackets. */
    private static int afterElement(byte[] bytes, int start, int end) {
        boolean quoted = false;
        for (int i = start + 1; i < end; i++) {
            if (quoted && bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && bytes[i] == ']') {
                return i + 1;
            }
        }
        return end;
    }

    private static int afterByteOrderMark(byte[] bytes, int start, int end) {
        boolean marked = end - start >= 3
                && bytes[start] == (byte) 0xEF
                && bytes[start + 1] == (byte) 0xBB
                && bytes[start + 2] == (byte) 0xBF;
        return marked ? start + 3 : start;
    }
}
