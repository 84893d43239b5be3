package io.execparity.collect.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a log was read, in a form that outlives the process.
 *
 * @param file which file, whatever its name is by now
 * @param offset the first byte not yet handed over, 0 or more
 */
public record FollowPosition(LogIdentity file, long offset) {
    private static final Pattern TEXT =
            Pattern.compile("(-?\\d{1,20}):(-?\\d{1,20}):(\\d{1,3}):([0-9a-f]{1,16}):(\\d{1,18})");

    /** {@code DEVICE:INODE:LENGTH:FINGERPRINT:OFFSET}. */
    public String text() {
        return file.text() + ":" + offset;
    }

    /** What {@link #text()} wrote; empty for anything else. */
    public static Optional<FollowPosition> of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LogIdentity file = new LogIdentity(
                    Long.parseLong(parts.group(1)),
                    Long.parseLong(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Long.parseUnsignedLong(parts.group(4), 16));
            return Optional.of(new FollowPosition(file, Long.parseLong(parts.group(5))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
