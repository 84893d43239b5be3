package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** A denial by a Landlock domain, since Linux 6.15; the domain speaks only for the processes inside it. */
public record LandlockAccessRecord(RecordHead head, Fields fields) implements AuditRecord {
    /** The domain's hexadecimal id. */
    public @Nullable Bytes domain() {
        return fields.written("domain");
    }

    /** True where the right to execute was among the missing ones. */
    public boolean deniedExecution() {
        Bytes blockers = fields.written("blockers");
        if (blockers == null) {
            return false;
        }
        for (String blocker : blockers.text().split(",")) {
            if (blocker.equals("fs.execute")) {
                return true;
            }
        }
        return false;
    }

    public @Nullable Bytes path() {
        return fields.string("path");
    }

    public long inode() {
        return fields.decimal("ino", -1);
    }
}
