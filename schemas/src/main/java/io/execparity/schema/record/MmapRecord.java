package io.execparity.schema.record;

/**
 * The descriptor of a memory mapping, which a SYSCALL record has no room for.
 *
 * @param descriptor the mapped file's descriptor, -1 for an anonymous mapping
 * @param flags the MAP_ flags
 */
public record MmapRecord(RecordHead head, Fields fields, int descriptor, long flags) implements AuditRecord {
    static MmapRecord from(RecordHead head, Fields fields) {
        return new MmapRecord(head, fields, (int) fields.decimal("fd", -1), fields.hex("flags", 0));
    }
}
