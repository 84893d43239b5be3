package io.execparity.schema.execution;

import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the file that ran, or was to run.
 *
 * @param path absolute where it could be resolved, in the task's own root; null where no name is on record
 * @param identity null where no lookup of it is on record
 * @param digest of its content, null where neither a record nor a measurement list carries it
 */
public record FileView(
        @Nullable Bytes path,
        @Nullable FileIdentity identity,
        @Nullable ContentDigest digest) {
    public static final FileView UNKNOWN = new FileView(null, null, null);
}
