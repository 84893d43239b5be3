package io.execparity.schema.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which entry of a host's measurement lists a record holds, and how its bytes are to be read.
 *
 * @param boot the kernel's boot id, empty where the host has none
 * @param listing counts from 0 how often the list of one boot was begun anew, as after it was found rewritten
 * @param number the entry's in that listing, from 0; the numbers of one listing have no gaps but for what was lost
 * @param form {@code binary-sha256-le}: kind, bank, byte order, and {@code -padded} where digests are SHA-1 with zeros
 */
public record MeasurementPlace(String boot, long listing, long number, String form) {
    /** Agents send no larger entry, in bytes; no kernel's is near. */
    public static final int LARGEST_SENT = 512 * 1024;

    private static final Pattern TEXT =
            Pattern.compile("([0-9a-f-]{0,36})/(\\d{1,18})/(\\d{1,18})/((?:ascii|binary)-[a-z0-9-]{1,40})");

    /** {@code BOOT/LISTING/NUMBER/FORM}, as {@link LineHeaders#PLACE} has it. */
    public String text() {
        return boot + "/" + listing + "/" + number + "/" + form;
    }

    /** What {@link #text()} wrote; empty for anything else. */
    public static Optional<MeasurementPlace> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new MeasurementPlace(
                        parts.group(1), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)), parts.group(4)))
                : Optional.empty();
    }
}
