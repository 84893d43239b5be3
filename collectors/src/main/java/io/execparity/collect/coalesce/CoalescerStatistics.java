package io.execparity.collect.coalesce;

/**
 * What a coalescer has done so far.
 *
 * @param records records accepted, all kinds
 * @param events events handed on, those of the daemon and additions included
 * @param duplicates records dropped because the very same one had come before
 * @param late records that came after their place had been given up or had gone out
 * @param incomplete events in which records were lost
 * @param gaps runs of serials of which nothing came
 * @param missingSerials the length of those runs; one that comes late is not taken off
 * @param reboots times that the kernel's counter began again
 * @param clockSteps times that the host's clock went back by more than a minute; forward it cannot be told from silence
 * @param outliers events under a serial that fits nowhere
 */
public record CoalescerStatistics(
        long records,
        long events,
        long duplicates,
        long late,
        long incomplete,
        long gaps,
        long missingSerials,
        long reboots,
        long clockSteps,
        long outliers) {
    static final CoalescerStatistics NONE = new CoalescerStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    CoalescerStatistics plus(CoalescerStatistics other) {
        return new CoalescerStatistics(
                records + other.records,
                events + other.events,
                duplicates + other.duplicates,
                late + other.late,
                incomplete + other.incomplete,
                gaps + other.gaps,
                missingSerials + other.missingSerials,
                reboots + other.reboots,
                clockSteps + other.clockSteps,
                outliers + other.outliers);
    }
}
