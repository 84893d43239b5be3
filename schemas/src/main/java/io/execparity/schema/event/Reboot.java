package io.execparity.schema.event;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.EventKey;

/**
 * The kernel's counter began again: everything known about processes and descriptors ended here.
 *
 * @param boot the number of the boot that begins, counted from 0 in the order of the stream
 * @param first the stamp of the first event of that boot
 */
public record Reboot(String host, int boot, EventKey first) implements StreamItem {
    public Reboot {
        requireNonNull(host, "host is null");
        requireNonNull(first, "first is null");
    }
}
