package io.execparity.dashboard.evidence;

import io.execparity.schema.evidence.EvidenceRecord;
import java.util.List;

/**
 * One event that a finding names: its records, and those that could be there and are not.
 *
 * @param stamp {@code audit(SEC.MMM:SERIAL)} or {@code ima:N}
 * @param records in the order in which they were logged; empty where no log was given or the event is not in it
 * @param absent each with what its absence says
 */
public record EvidenceEvent(String stamp, List<EvidenceRecord> records, List<Absent> absent) {
    public EvidenceEvent {
        records = List.copyOf(records);
        absent = List.copyOf(absent);
    }

    /**
     * A record that is not there.
     *
     * @param state {@code expected}, {@code telling} where the absence itself is evidence, {@code missing} where
     *     something was lost, {@code unknown} where no log tells
     */
    public record Absent(String type, String state, String why) {}
}
