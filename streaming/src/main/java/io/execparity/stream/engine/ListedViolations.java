package io.execparity.stream.engine;

import io.execparity.schema.execution.EvidenceOrder;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.measurement.MeasuredBoot;
import io.execparity.stream.measurement.MeasuredBoot.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The violations that lists hold, and which of them are on record as well: the kernel writes both at once, in the same
 * order, so the first record of a file belongs to its first entry.
 */
final class ListedViolations {
    private static final int MOST_ENTRIES = 32;

    private final String host;
    private final List<MeasuredBoot> boots;
    private final Consumer<Observation> out;
    /** For each boot, by name, the entries that no record was found for; none left is not the same as never any. */
    private final List<Map<Bytes, Deque<Long>>> unrecorded = new ArrayList<>();

    ListedViolations(String host, List<MeasuredBoot> boots, Consumer<Observation> out) {
        this.host = host;
        this.boots = boots;
        this.out = out;
        for (MeasuredBoot boot : boots) {
            Map<Bytes, Deque<Long>> byName = new LinkedHashMap<>();
            for (Violation violation : boot.violations()) {
                byName.computeIfAbsent(violation.name(), name -> new ArrayDeque<>())
                        .add(violation.entry());
            }
            unrecorded.add(byName);
        }
    }

    /** True where a boot's list has a violation of that name, as the list has it. */
    boolean has(int boot, Bytes name) {
        return unrecorded.get(boot).containsKey(name);
    }

    /** Takes a record's violation; returns the entry that it left, empty where none can be told. */
    List<String> onRecord(Bytes name) {
        List<String> places = new ArrayList<>();
        for (Map<Bytes, Deque<Long>> boot : unrecorded) {
            Deque<Long> entries = boot.get(name);
            Long entry = entries == null ? null : entries.poll();
            if (entry != null) {
                places.add(EvidenceOrder.listed(entry));
            }
        }
        return places.size() == 1 ? places : List.of();
    }

    /** Tells of those that no record speaks of. */
    void finish(EventKey last) {
        for (int boot = 0; boot < boots.size(); boot++) {
            MeasuredBoot measured = boots.get(boot);
            unrecorded.get(boot).forEach((name, entries) -> {
                if (!entries.isEmpty()) {
                    out.accept(new Observation.ListedViolation(
                            host,
                            last,
                            new FileView(name, null, null),
                            measured.lists().get(0),
                            entries.stream()
                                    .limit(MOST_ENTRIES)
                                    .map(EvidenceOrder::listed)
                                    .toList(),
                            entries.size(),
                            measured.sound()));
                }
            });
            unrecorded.get(boot).values().forEach(Deque::clear);
        }
    }
}
