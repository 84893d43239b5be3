package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** A decision of Integrity Policy Enforcement. Its hook is one of the two witnesses that name a check outright. */
public record IpeAccessRecord(RecordHead head, Fields fields) implements AuditRecord {
    /** True where the question came from an executability check (AT_EXECVE_CHECK). */
    public boolean fromCheck() {
        Bytes hook = fields.written("ipe_hook");
        return hook != null && hook.is("BPRM_CREDS_FOR_EXEC");
    }

    /** True where the question came from an execution. */
    public boolean fromExecution() {
        Bytes hook = fields.written("ipe_hook");
        return hook != null && hook.is("BPRM_CHECK");
    }

    public boolean denied() {
        Bytes rule = fields.string("rule");
        return rule != null && rule.text().contains("action=DENY") && fields.decimal("enforcing", 1) != 0;
    }

    public @Nullable Bytes path() {
        return fields.string("path");
    }
}
