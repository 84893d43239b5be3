package io.execparity.collect.coalesce;

import java.util.ArrayDeque;
import java.util.Deque;

/** The boots before the current one, so that a log read again is not taken for more of them. */
final class EarlierBoots {
    private static final int MAX_BOOTS = 8;
    private static final long WRAP = 1L << 32;

    private final Deque<BootTimes> boots = new ArrayDeque<>();
    private long latest = Long.MIN_VALUE;

    void add(BootTimes boot) {
        boots.addLast(boot);
        if (boots.size() > MAX_BOOTS) {
            boots.removeFirst();
        }
        latest = Math.max(latest, boot.latest());
    }

    /** The latest time of all, the least number where there was no boot before. */
    long latest() {
        return latest;
    }

    boolean contain(long serial, long epochMillis) {
        for (BootTimes boot : boots) {
            if (boot.contains(serial, epochMillis) || boot.contains(serial + WRAP, epochMillis)) {
                return true;
            }
        }
        return false;
    }
}
