package io.execparity.stream.engine;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a file are, by its device, by what is remembered of it and by the names it bears. */
final class Origins {
    private Origins() {}

    /** The parameters are those of {@link FileLedger#origin}; {@code device} and {@code state} are null where unknown. */
    static CodeOrigin of(
            @Nullable DeviceState device,
            @Nullable FileState state,
            @Nullable Memfd memfd,
            @Nullable Bytes name,
            @Nullable Bytes path,
            @Nullable Bytes image) {
        if (isMemfd(device, memfd, name, image)) {
            return CodeOrigin.MEMFD;
        }
        boolean throughDescriptor = name != null && PathNames.namesDescriptor(name);
        if (state != null && state.temporary() || image != null && throughDescriptor && looksTemporary(image)) {
            return CodeOrigin.TMPFILE;
        }
        if (throughDescriptor && (state != null && state.deleted() || image != null && PathNames.isDeleted(image))) {
            return CodeOrigin.UNLINKED;
        }
        boolean named = PathNames.inSharedMemory(path) || PathNames.inSharedMemory(image);
        if (device == null ? named : named && !device.holdsSystem() || device.holdsSharedMemory()) {
            return CodeOrigin.SHARED_MEMORY;
        }
        return CodeOrigin.FILE;
    }

    /**
     * The image's own path says best, and a symbolic link to a descriptor does not hide it. A descriptor may be another
     * file's by now, as closing is not on record.
     */
    private static boolean isMemfd(
            @Nullable DeviceState device, @Nullable Memfd memfd, @Nullable Bytes name, @Nullable Bytes image) {
        boolean possible = device == null || device.mayHoldMemfds();
        if (image != null) {
            boolean ownName = name != null && name.equals(image);
            return PathNames.looksLikeMemfd(image) && !ownName && possible;
        }
        return possible && memfd != null || device != null && device.holdsMemfds();
    }

    /** True for {@code …/#INODE (deleted)}, the path of an O_TMPFILE file. */
    private static boolean looksTemporary(Bytes image) {
        Bytes base = PathNames.withoutDeleted(image).baseName();
        if (!PathNames.isDeleted(image) || base.length() < 2 || base.at(0) != '#') {
            return false;
        }
        for (int i = 1; i < base.length(); i++) {
            if (base.at(i) < '0' || base.at(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
