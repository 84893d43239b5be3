package io.execparity.schema.record;

/**
 * One record of the audit stream. Those that a rule reads have a class of their own; all others are
 * {@link OtherRecord} and lose nothing. The class reads numbers when it is made and strings when they are asked for.
 */
public sealed interface AuditRecord
        permits SyscallRecord,
                PathRecord,
                ExecveRecord,
                CwdRecord,
                ProctitleRecord,
                MmapRecord,
                Openat2Record,
                AvcRecord,
                LandlockAccessRecord,
                IpeAccessRecord,
                FanotifyRecord,
                IntegrityRecord,
                IntegrityRuleRecord,
                ConfigChangeRecord,
                DaemonRecord,
                EndOfEventRecord,
                OtherRecord {

    RecordHead head();

    /** Every field as it was written, those that the class does not name included. */
    Fields fields();

    default RecordType type() {
        return head().type();
    }

    default EventKey key() {
        return head().key();
    }

    /** The record of {@code head}'s type; the one place that maps types to classes. */
    static AuditRecord of(RecordHead head, Fields fields) {
        return switch (head.type()) {
            case SYSCALL -> SyscallRecord.from(head, fields);
            case PATH -> PathRecord.from(head, fields);
            case EXECVE -> ExecveRecord.from(head, fields);
            case CWD -> new CwdRecord(head, fields);
            case PROCTITLE -> new ProctitleRecord(head, fields);
            case MMAP -> MmapRecord.from(head, fields);
            case OPENAT2 -> Openat2Record.from(head, fields);
            case AVC -> new AvcRecord(head, fields);
            case LANDLOCK_ACCESS -> new LandlockAccessRecord(head, fields);
            case IPE_ACCESS -> new IpeAccessRecord(head, fields);
            case FANOTIFY -> FanotifyRecord.from(head, fields);
            case INTEGRITY_DATA, INTEGRITY_USERSPACE, INTEGRITY_PCR -> new IntegrityRecord(head, fields);
            case INTEGRITY_RULE -> new IntegrityRuleRecord(head, fields);
            case CONFIG_CHANGE -> new ConfigChangeRecord(head, fields);
            case DAEMON_START, DAEMON_END, DAEMON_ABORT -> new DaemonRecord(head, fields);
            case EOE -> new EndOfEventRecord(head, fields);
            case OTHER -> new OtherRecord(head, fields);
        };
    }
}
