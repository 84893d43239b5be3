package io.execparity.report.model;

import io.execparity.report.control.Quantity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted in the period.
 *
 * @param numbers each quantity
 * @param tallies findings that are alike, in the order of rules, severities, confidences and states
 * @param atLeast whether digests were counted in a part of the executions alone, since there are too many
 */
public record Facts(Map<Quantity, Long> numbers, List<Tally> tallies, boolean atLeast) {
    public Facts {
        Map<Quantity, Long> all = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            all.put(quantity, numbers.getOrDefault(quantity, 0L));
        }
        numbers = Map.copyOf(all);
        tallies = List.copyOf(tallies);
    }

    public long number(Quantity quantity) {
        return numbers.getOrDefault(quantity, 0L);
    }
}
