package io.execparity.schema.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A record that findings name as evidence.
 *
 * @param host empty where the line names none
 * @param stamp {@code audit(SEC.MMM:SERIAL)}
 * @param type as it is written: {@code SYSCALL}, {@code UNKNOWN[1808]}
 * @param line the whole line; bytes that are no UTF-8 stand as {@code \xNN}
 */
public record EvidenceRecord(String host, String stamp, String type, String line, List<EvidenceField> fields) {
    public EvidenceRecord {
        requireNonNull(host, "host is null");
        requireNonNull(stamp, "stamp is null");
        requireNonNull(type, "type is null");
        requireNonNull(line, "line is null");
        fields = List.copyOf(fields);
    }
}
