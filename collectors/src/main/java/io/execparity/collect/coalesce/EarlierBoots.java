package io.execparity.collect.coalesce;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The boots before the current one, so that a log read again is not taken for more of them. */
final class EarlierBoots {
    private static final int MAX_BOOTS = 8;
    private static final long WRAP = 1L << 32;

    private static final int BOOT = 1;
    private static final int LATEST = 2;

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

    void save(StateWriter out) {
        boots.forEach(boot -> out.message(BOOT, boot::save));
        out.number(LATEST, latest, Long.MIN_VALUE);
    }

    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case BOOT -> {
                    BootTimes boot = new BootTimes();
                    boot.restore(in.message());
                    add(boot);
                }
                case LATEST -> latest = SavedRecords.natural(in);
                default -> {}
            }
        }
    }
}
