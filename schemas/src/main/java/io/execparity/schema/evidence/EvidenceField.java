package io.execparity.schema.evidence;

import static java.util.Objects.requireNonNull;

/**
 * One field of a record.
 *
 * @param written the value as it stands in the line, quotes and hexadecimal included
 * @param meaning what that says in words or decoded; empty where it says no more than is written
 */
public record EvidenceField(String name, String written, String meaning) {
    public EvidenceField {
        requireNonNull(name, "name is null");
        requireNonNull(written, "written is null");
        requireNonNull(meaning, "meaning is null");
    }
}
