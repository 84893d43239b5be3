package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** A change of the audit system's own settings or rules. */
public record ConfigChangeRecord(RecordHead head, Fields fields) implements AuditRecord {
    /** {@code add_rule}, {@code remove_rule}, {@code set} and others, empty where none is named. */
    public Bytes operation() {
        Bytes operation = fields.written("op");
        if (operation == null) {
            // Watch removals print "ses=1op=remove_rule", without the space (Linux 7.2 kernel/audit_watch.c).
            String body = fields.body().text();
            int glued = body.indexOf("op=");
            return glued < 0
                    ? Bytes.EMPTY
                    : Bytes.utf8(body.substring(glued + 3).split(" ", 2)[0]);
        }
        return operation;
    }

    /** The new value of a setting that this record changes, or {@code absent}. */
    public long setting(String name, long absent) {
        return fields.decimal(name, absent);
    }

    /** The value before, or {@code absent}. */
    public long old(long absent) {
        return fields.decimal("old", absent);
    }

    /** False where the kernel refused the change. */
    public boolean succeeded() {
        return fields.decimal("res", 1) != 0;
    }

    /** The keys of the rule concerned, joined with byte 0x01, or null. */
    public @Nullable Bytes ruleKey() {
        return fields.string("key");
    }
}
