package io.execparity.cli.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The place {@code audit(SECONDS.MILLISECONDS:SERIAL)} in a line, rewritten as text. */
final class Stamp {
    private Stamp() {}

    static byte[] withSerial(byte[] line, String serial) {
        String text = new String(line, ISO_8859_1);
        int close = text.indexOf("):");
        int colon = text.lastIndexOf(':', close);
        return close < 0 || colon < 0 ? line : replaced(text, colon + 1, close, serial);
    }

    static byte[] withSeconds(byte[] line, String seconds) {
        String text = new String(line, ISO_8859_1);
        int open = text.indexOf("audit(");
        int dot = text.indexOf('.', open);
        return open < 0 || dot < 0 ? line : replaced(text, open + 6, dot, seconds);
    }

    /** The same record so many serials and seconds later. */
    static byte[] later(byte[] line, long serials, long seconds) {
        String text = new String(line, ISO_8859_1);
        int open = text.indexOf("audit(");
        int dot = text.indexOf('.', open);
        int colon = text.indexOf(':', dot);
        int close = text.indexOf(')', colon);
        if (open < 0 || close < 0) {
            return line;
        }
        long second = Long.parseLong(text.substring(open + 6, dot)) + seconds;
        long serial = Long.parseLong(text.substring(colon + 1, close)) + serials & 0xFFFF_FFFFL;
        return (text.substring(0, open + 6) + second + text.substring(dot, colon + 1) + serial + text.substring(close))
                .getBytes(ISO_8859_1);
    }

    /** The same record from another host. */
    static byte[] from(String host, byte[] line) {
        String text = new String(line, ISO_8859_1);
        String bare = text.startsWith("node=") ? text.substring(text.indexOf(' ') + 1) : text;
        return ("node=" + host + " " + bare).getBytes(ISO_8859_1);
    }

    private static byte[] replaced(String text, int from, int to, String value) {
        return (text.substring(0, from) + value + text.substring(to)).getBytes(ISO_8859_1);
    }
}
