package io.execparity.collect.ima;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a list was read, in a form that outlives the process, and enough of what was read to know it again.
 *
 * @param boot the kernel's boot id at that time
 * @param listing counts from 0 how often the list of that boot was begun anew
 * @param items how many were read
 * @param bytes how many bytes these have in the list as it was then
 * @param digest the SHA-256 of these bytes, in hex
 * @param last the SHA-256 of the last sound entry, in hex; empty where there was none
 */
public record ListPosition(
        String boot, long listing, ListShape shape, long items, long bytes, String digest, String last) {
    private static final Pattern TEXT = Pattern.compile(
            "([0-9a-f-]{0,36}):(\\d{1,18}):([a-z0-9-]{1,50}):(\\d{1,18}):(\\d{1,18}):([0-9a-f]{64}):([0-9a-f]{64})?");

    /** {@code BOOT:LISTING:FORM:ITEMS:BYTES:DIGEST:LAST}. */
    public String text() {
        return boot + ":" + listing + ":" + shape.word() + ":" + items + ":" + bytes + ":" + digest + ":" + last;
    }

    /** What {@link #text()} wrote; empty for anything else. */
    public static Optional<ListPosition> of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String last = parts.group(7);
        return ListShape.of(parts.group(3))
                .map(shape -> new ListPosition(
                        parts.group(1),
                        Long.parseLong(parts.group(2)),
                        shape,
                        Long.parseLong(parts.group(4)),
                        Long.parseLong(parts.group(5)),
                        parts.group(6),
                        last == null ? "" : last));
    }
}
