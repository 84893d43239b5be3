package io.execparity.schema.execution;

import java.util.Comparator;

/** Orders {@code audit(SEC.MMM:SERIAL)} stamps as the kernel gave them out: by serial, whatever the clock said. */
public final class EvidenceOrder {
    public static final Comparator<String> BY_SERIAL =
            Comparator.comparingLong(EvidenceOrder::serial).thenComparing(Comparator.naturalOrder());

    private EvidenceOrder() {}

    private static long serial(String stamp) {
        long serial = 0;
        for (int i = stamp.lastIndexOf(':') + 1; i < stamp.length() && serial < 1L << 40; i++) {
            int digit = stamp.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                serial = serial * 10 + digit;
            }
        }
        return serial;
    }
}
