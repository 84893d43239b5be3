package io.execparity.collect.coalesce;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.Arrays;

/** The running counts behind {@link CoalescerStatistics}. */
final class Counters {
    private static final int ALL = 1;

    long records;
    long events;
    long duplicates;
    long late;
    long incomplete;
    long gaps;
    long missingSerials;
    long reboots;
    long clockSteps;
    long outliers;

    CoalescerStatistics statistics() {
        return new CoalescerStatistics(
                records, events, duplicates, late, incomplete, gaps, missingSerials, reboots, clockSteps, outliers);
    }

    void save(StateWriter out) {
        long[] all = {records, events, duplicates, late, incomplete, gaps, missingSerials, reboots, clockSteps, outliers
        };
        out.numbers(ALL, all, all.length);
    }

    /** A count that an earlier build did not keep begins at 0. */
    void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            if (in.tag() == ALL) {
                long[] all = Arrays.copyOf(in.numbers(), 10);
                records = all[0];
                events = all[1];
                duplicates = all[2];
                late = all[3];
                incomplete = all[4];
                gaps = all[5];
                missingSerials = all[6];
                reboots = all[7];
                clockSteps = all[8];
                outliers = all[9];
            }
        }
    }
}
