package io.execparity.dashboard.store;

import java.util.List;

/**
 * Results that have the same values in some fields.
 *
 * @param values one for each field that was asked for, in that order; empty where results have none
 * @param count how many results
 * @param acts how many acts these stand for: a roll-up is one result of several
 * @param first the earliest, milliseconds of the epoch
 * @param last the latest
 * @param severity of the most severe, as Elastic counts; 0 where results have none
 * @param sample the most severe of them, of these the oldest
 */
public record Group(List<String> values, long count, long acts, long first, long last, int severity, Row sample) {
    public Group {
        values = List.copyOf(values);
    }
}
