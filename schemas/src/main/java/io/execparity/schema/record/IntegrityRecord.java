package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * IMA's own audit messages 1800, 1804 and 1808 (Linux security/integrity/integrity_audit.c). {@code res} is no verdict
 * and {@code pid} is a thread's id; the cause says what happened, and type 1808 that a check asked.
 */
public record IntegrityRecord(RecordHead head, Fields fields) implements AuditRecord {
    /** True where IMA appraised the file and found it wanting. */
    public boolean appraisalFailed() {
        Bytes operation = fields.written("op");
        return operation != null
                && operation.is("appraise_data")
                && (type() == RecordType.INTEGRITY_DATA || type() == RecordType.INTEGRITY_USERSPACE);
    }

    /** True where a mapping of a memory file was made executable. IMA's word is "failed", but the call succeeded. */
    public boolean memfdMadeExecutable() {
        Bytes name = name();
        return type() == RecordType.INTEGRITY_DATA
                && cause().is("failed-mprotect")
                && name != null
                && name.startsWith("memfd:");
    }

    /** True for an open-writers or time-of-measure-time-of-use violation. */
    public boolean violation() {
        Bytes operation = fields.written("op");
        return type() == RecordType.INTEGRITY_PCR && operation != null && operation.is("invalid_pcr");
    }

    /** The cause as IMA words it, {@code missing-hash}, {@code open_writers}, or empty. */
    public Bytes cause() {
        Bytes cause = fields.written("cause");
        return cause == null ? Bytes.EMPTY : cause;
    }

    public @Nullable Bytes comm() {
        return fields.string("comm");
    }

    public @Nullable Bytes name() {
        return fields.string("name");
    }

    public long inode() {
        return fields.decimal("ino", -1);
    }

    public int pid() {
        return (int) fields.decimal("pid", 0);
    }
}
