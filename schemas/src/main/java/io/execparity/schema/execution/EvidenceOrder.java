package io.execparity.schema.execution;

import java.util.Comparator;

/**
 * Orders {@code audit(SEC.MMM:SERIAL)} stamps as the kernel gave them out: by serial, whatever the clock said. Places of a
 * measurement list, {@code ima:N}, come behind them by their own count.
 */
public final class EvidenceOrder {
    public static final Comparator<String> BY_SERIAL = Comparator.comparing(EvidenceOrder::ofList)
            .thenComparingLong(EvidenceOrder::serial)
            .thenComparing(Comparator.naturalOrder());

    private static final String LIST = "ima:";

    private EvidenceOrder() {}

    /** The place of an entry of a measurement list, counted from 0 as the list is. */
    public static String listed(long entry) {
        return LIST + entry;
    }

    private static boolean ofList(String evidence) {
        return evidence.startsWith(LIST);
    }

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
