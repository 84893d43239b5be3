package io.execparity.schema.record;

/** A record that no rule reads, kept whole. */
public record OtherRecord(RecordHead head, Fields fields) implements AuditRecord {}
