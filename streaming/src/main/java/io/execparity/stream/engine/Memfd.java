package io.execparity.stream.engine;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.record.EventKey;
import org.jspecify.annotations.Nullable;

/**
 * How a memory file was made. Its name is on no record of its making; it shows only when the file is executed or
 * measured.
 *
 * @param maker the process that made it, as it was then
 * @param makerImage the maker's own image file, null where no exec of it is on record
 * @param makerDigest the digest that IMA saw for the maker's image, null where none is on record
 * @param makerPathTrusted true where the maker's path is known from outside any chroot or container
 * @param created the event that made it
 * @param flags the MFD_ flags as they were passed
 */
public record Memfd(
        ProcessView maker,
        @Nullable FileIdentity makerImage,
        @Nullable ContentDigest makerDigest,
        boolean makerPathTrusted,
        EventKey created,
        long flags) {
    /** MFD_CLOEXEC (Linux include/uapi/linux/memfd.h). */
    static final long CLOSE_ON_EXEC = 1;
    /** MFD_EXEC. */
    static final long EXECUTABLE = 0x10;
}
