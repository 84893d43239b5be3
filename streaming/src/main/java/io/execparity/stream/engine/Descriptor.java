package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What a descriptor was opened on. Closing and duplicating are not on record, so it holds until its number is handed
 * out again.
 *
 * @param path the file's absolute path, null where it has none or none is known
 * @param identity null for a memory file that no lookup has shown yet
 * @param memfd how the memory file was made, null for any other file
 * @param closeOnExec true where it does not outlive an exec
 * @param readOnly true where it was opened for reading, as a script is
 * @param opened the event that returned it
 */
record Descriptor(
        @Nullable Bytes path,
        @Nullable FileIdentity identity,
        @Nullable Memfd memfd,
        boolean closeOnExec,
        boolean readOnly,
        EventKey opened) {

    Descriptor withIdentity(FileIdentity found) {
        return new Descriptor(path, found, memfd, closeOnExec, readOnly, opened);
    }
}
