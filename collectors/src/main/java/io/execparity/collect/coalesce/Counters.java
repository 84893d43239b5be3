package io.execparity.collect.coalesce;

/** The running counts behind {@link CoalescerStatistics}. */
final class Counters {
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
}
