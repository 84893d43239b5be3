package io.execparity.proof.fleet;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host's clock is set while it runs: its stamps jump, its serials go on. */
public final class ClockStep {
    private static final Pattern STAMP = Pattern.compile("audit\\((\\d+)\\.(\\d{3}):(\\d+)\\)");

    private final String host;
    private final long fromSerial;
    private final long seconds;

    /**
     * @param fromSerial the first event that has the new time; the daemon's own records, which it numbers itself, keep
     *     the old
     * @param seconds forward, or backward where negative
     */
    public ClockStep(String host, long fromSerial, long seconds) {
        this.host = host;
        this.fromSerial = fromSerial;
        this.seconds = seconds;
    }

    /** The line as the host would have written it. */
    public FleetLine apply(FleetLine line) {
        Matcher stamp = STAMP.matcher(line.text());
        if (!line.host().equals(host) || line.text().startsWith("type=DAEMON_") || !stamp.find()) {
            return line;
        }
        if (Long.parseLong(stamp.group(3)) < fromSerial) {
            return line;
        }
        String stepped = String.format(
                Locale.ROOT,
                "audit(%d.%s:%s)",
                Long.parseLong(stamp.group(1)) + seconds,
                stamp.group(2),
                stamp.group(3));
        return line.with(
                line.text().substring(0, stamp.start()) + stepped + line.text().substring(stamp.end()));
    }
}
