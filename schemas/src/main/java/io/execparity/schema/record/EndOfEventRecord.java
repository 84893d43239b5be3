package io.execparity.schema.record;

/** The kernel's end of an event. auditd does not write it to disk; plugins and netlink listeners get it. */
public record EndOfEventRecord(RecordHead head, Fields fields) implements AuditRecord {}
