package io.execparity.schema.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Serials of audit events, both ends included, {@code first <= last}. */
public record SerialRange(long first, long last) {
    /** The most ranges that one message names. */
    public static final int MOST_RANGES = 64;

    public SerialRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range of serials: " + first + " to " + last);
        }
    }

    /** The ranges of some serials. Of more than {@link #MOST_RANGES}, those with the smallest gaps are joined. */
    public static List<SerialRange> of(Collection<Long> serials) {
        List<SerialRange> ranges = new ArrayList<>();
        for (long serial : serials.stream().sorted().distinct().toList()) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).last() + 1 == serial) {
                ranges.set(last, new SerialRange(ranges.get(last).first(), serial));
            } else {
                ranges.add(new SerialRange(serial, serial));
            }
        }
        return joined(ranges);
    }

    private static List<SerialRange> joined(List<SerialRange> ranges) {
        if (ranges.size() <= MOST_RANGES) {
            return List.copyOf(ranges);
        }
        long[] gaps = new long[ranges.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = ranges.get(i + 1).first() - ranges.get(i).last();
        }
        long[] sorted = gaps.clone();
        Arrays.sort(sorted);
        // Of equal gaps more may be kept apart than there is room for, so that only larger ones are.
        long widest = sorted[sorted.length - MOST_RANGES];
        List<SerialRange> joined = new ArrayList<>();
        joined.add(ranges.get(0));
        for (int i = 0; i < gaps.length; i++) {
            int last = joined.size() - 1;
            if (gaps[i] > widest) {
                joined.add(ranges.get(i + 1));
            } else {
                joined.set(
                        last,
                        new SerialRange(
                                joined.get(last).first(), ranges.get(i + 1).last()));
            }
        }
        return List.copyOf(joined);
    }

    /** {@code 12-40}, or {@code 12} for a single one. */
    public String text() {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
