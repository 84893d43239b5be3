package io.execparity.schema.record;

import static java.util.Objects.requireNonNull;

/**
 * What every record begins with.
 *
 * @param type the type as rules know it
 * @param typeName the type as it was written: {@code SYSCALL}, {@code UNKNOWN[1808]}, {@code 1300}
 * @param key the event that the record belongs to
 * @param origin where it was read
 */
public record RecordHead(RecordType type, String typeName, EventKey key, Origin origin) {
    public RecordHead {
        requireNonNull(type, "type is null");
        requireNonNull(typeName, "typeName is null");
        requireNonNull(key, "key is null");
        requireNonNull(origin, "origin is null");
    }

    /** The same for every spelling of a type that rules know; of any other, the type as it was written. */
    public String kind() {
        return type == RecordType.OTHER ? typeName : type.name();
    }
}
