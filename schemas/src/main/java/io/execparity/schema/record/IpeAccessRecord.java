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

    /**
     * True for a decision that was enforced. In a rule about a digest the kernel quotes the name of its algorithm inside the
     * quoted rule, which to a reader of fields ends there: the action then stands behind it, as if it were a field.
     */
    public boolean denied() {
        int rule = fields.find("rule", 0);
        if (rule < 0 || fields.decimal("enforcing", 1) == 0) {
            return false;
        }
        Bytes said = fields.string(rule);
        int action = fields.find("action", rule);
        return said != null && said.text().contains("action=DENY")
                || action > rule && fields.written(action).startsWith("DENY");
    }

    public @Nullable Bytes path() {
        return fields.string("path");
    }
}
