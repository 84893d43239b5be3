package io.execparity.schema.record;

/**
 * The stamp that all records of one audit event share: {@code audit(SEC.MMM:SERIAL)}.
 *
 * <p>The time is that of system-call entry in the host's wall clock, the serial is given when the event's first record
 * is made (Linux kernel/auditsc.c, audit_log_start). So serials order a boot's events; times need not.
 *
 * @param epochMillis milliseconds since 1970, 0 or more; a boot's first events may lie in 1970 itself
 * @param serial the kernel's counter, 0 to 4,294,967,295, from 1 at each boot
 */
public record EventKey(long epochMillis, long serial) implements Comparable<EventKey> {
    public static final long MAX_SERIAL = 0xFFFF_FFFFL;

    public EventKey {
        if (epochMillis < 0 || serial < 0 || serial > MAX_SERIAL) {
            throw new IllegalArgumentException("not an audit stamp: " + epochMillis + " ms, serial " + serial);
        }
    }

    /** As the kernel writes it, {@code audit(1795346040.983:19)}. */
    public String stamp() {
        long millis = epochMillis % 1000;
        StringBuilder text = new StringBuilder(40)
                .append("audit(")
                .append(epochMillis / 1000)
                .append('.');
        if (millis < 100) {
            text.append('0');
        }
        if (millis < 10) {
            text.append('0');
        }
        return text.append(millis).append(':').append(serial).append(')').toString();
    }

    @Override
    public int compareTo(EventKey other) {
        int bySerial = Long.compare(serial, other.serial);
        return bySerial != 0 ? bySerial : Long.compare(epochMillis, other.epochMillis);
    }
}
