package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** The audit daemon's start or end, numbered by the daemon itself and standing at its place in the log. */
public record DaemonRecord(RecordHead head, Fields fields) implements AuditRecord {
    /** {@code start}, {@code terminate}, {@code error halt} and the like. */
    public @Nullable Bytes operation() {
        return fields.written("op");
    }

    /** The release of the kernel that runs, which a start names; as the daemon writes it. */
    public @Nullable Bytes kernel() {
        return fields.written("kernel");
    }

    public @Nullable Bytes result() {
        return fields.written("res");
    }
}
