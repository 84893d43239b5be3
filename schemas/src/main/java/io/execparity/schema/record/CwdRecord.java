package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** The working directory that an event's relative names start from, in the task's own root. */
public record CwdRecord(RecordHead head, Fields fields) implements AuditRecord {
    public @Nullable Bytes directory() {
        return fields.string("cwd");
    }
}
