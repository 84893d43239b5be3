package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What an IMA {@code audit} rule saw: the file's path outside any chroot and its digest, once for each content of an
 * inode, for executions and for checks alike (Linux security/integrity/ima/ima_api.c, ima_audit_measurement).
 */
public record IntegrityRuleRecord(RecordHead head, Fields fields) implements AuditRecord {
    /** The file's absolute path, or {@code memfd:NAME}. */
    public @Nullable Bytes file() {
        return fields.string("file");
    }

    /** The digest with its algorithm, {@code sha256:…}; older kernels leave the algorithm out. */
    public @Nullable Bytes digest() {
        return fields.string("hash");
    }
}
