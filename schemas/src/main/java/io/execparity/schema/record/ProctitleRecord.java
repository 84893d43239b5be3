package io.execparity.schema.record;

/**
 * The command line that the task had when it was first audited. It may be that of an earlier image (Linux
 * kernel/auditsc.c, audit_log_proctitle caches it), so it is never an identity; it ends an event's records on disk.
 */
public record ProctitleRecord(RecordHead head, Fields fields) implements AuditRecord {}
