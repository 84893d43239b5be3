package io.execparity.collect.source;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log file's name taken apart: {@code audit.log.2.gz} is the base {@code audit.log} and the number 2,
 * {@code audit.log-20261101.gz} the same base and a date.
 *
 * @param base the name of the log that is being written
 * @param date logrotate's date, empty where the name has none
 * @param number auditd's or logrotate's number, 0 where the name has none; the higher, the older
 */
record RotatedName(String base, String date, int number) {
    private static final Pattern DATED = Pattern.compile("(.+?)[-.](\\d{8}(?:\\d{2}|-\\d{1,10})?)(?:\\.gz)?");
    private static final Pattern NUMBERED = Pattern.compile("(.+)\\.(\\d{1,4})(?:\\.gz)?");
    private static final Pattern PLAIN = Pattern.compile("(.+?)(?:\\.gz)?");

    /** Dated copies, then numbered ones from the highest, then the log itself. */
    static final Comparator<RotatedName> OLDEST_FIRST = Comparator.comparing((RotatedName name) -> name.date.isEmpty())
            .thenComparing(RotatedName::date)
            .thenComparing(Comparator.comparingInt(RotatedName::number).reversed());

    static RotatedName of(String fileName) {
        Matcher dated = DATED.matcher(fileName);
        if (dated.matches()) {
            return new RotatedName(dated.group(1), dated.group(2), 0);
        }
        Matcher numbered = NUMBERED.matcher(fileName);
        if (numbered.matches()) {
            return new RotatedName(numbered.group(1), "", Integer.parseInt(numbered.group(2)));
        }
        Matcher plain = PLAIN.matcher(fileName);
        return new RotatedName(plain.matches() ? plain.group(1) : fileName, "", 0);
    }
}
