package io.execparity.schema.codec;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Event times as ISO-8601 in UTC with milliseconds. It remembers the last second, which the next line mostly shares.
 *
 * <p>A stamp is whatever a log says: times after the year 9999 are written as its last millisecond, because no index
 * takes later ones. The evidence keeps the stamp itself.
 */
final class Timestamps {
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private long second = -1;
    private String text = "";

    String of(long epochMillis) {
        long millis = Math.min(epochMillis, LATEST);
        if (millis / 1000 != second) {
            second = millis / 1000;
            text = SECONDS.format(Instant.ofEpochSecond(second));
        }
        int rest = (int) (millis % 1000);
        char[] out = new char[24];
        text.getChars(0, 19, out, 0);
        out[19] = '.';
        out[20] = (char) ('0' + rest / 100);
        out[21] = (char) ('0' + rest / 10 % 10);
        out[22] = (char) ('0' + rest % 10);
        out[23] = 'Z';
        return new String(out);
    }
}
