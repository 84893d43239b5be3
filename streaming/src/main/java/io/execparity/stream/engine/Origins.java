package io.execparity.stream.engine;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a file are, by its device, by what is remembered of it and by the names it bears. */
final class Origins {
    /** What the kernel keeps of a name as the name of a process (TASK_COMM_LEN less the last byte). */
    private static final int LONGEST_COMM = 15;

    private Origins() {}

    /**
     * @param certain false where the records leave another reading
     */
    record Found(CodeOrigin where, boolean certain) {}

    /** What became of the name of an image whose path ends in " (deleted)", which real names may do as well. */
    private enum Name {
        LOST,
        KEPT,
        UNKNOWN
    }

    /** The parameters are those of {@link FileLedger#origin}; {@code device} and {@code state} are null where unknown. */
    static Found of(
            @Nullable DeviceState device,
            @Nullable FileState state,
            @Nullable Memfd memfd,
            @Nullable Bytes name,
            @Nullable Bytes path,
            @Nullable Bytes image,
            @Nullable Bytes comm) {
        if (isMemfd(device, memfd, name, image)) {
            boolean by = image == null || device != null || memfd != null;
            return new Found(CodeOrigin.MEMFD, by || byComm(image, comm) == Name.LOST);
        }
        boolean throughDescriptor = name != null && PathNames.namesDescriptor(name);
        boolean temporary = state != null && state.temporary();
        if (image == null ? temporary : (temporary || throughDescriptor) && isTemporary(image, state)) {
            return new Found(CodeOrigin.TMPFILE, image != null || throughDescriptor);
        }
        if (throughDescriptor && image == null && state != null && (state.deleted() || state.isNamedByLookupAlone())) {
            return new Found(CodeOrigin.UNLINKED, false);
        }
        Name own = name != null && throughDescriptor && image != null && PathNames.isDeleted(image)
                ? ownName(state, name, path, image, comm)
                : Name.KEPT;
        if (own != Name.KEPT) {
            return new Found(CodeOrigin.UNLINKED, own == Name.LOST);
        }
        boolean named = PathNames.inSharedMemory(path) || PathNames.inSharedMemory(image);
        boolean shared = device == null ? named : named && !device.holdsSystem() || device.holdsSharedMemory();
        return new Found(shared ? CodeOrigin.SHARED_MEMORY : CodeOrigin.FILE, !shared || device != null);
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

    /** True for {@code …/#INODE (deleted)}, the path of an O_TMPFILE file, unless a link on record named it. */
    private static boolean isTemporary(Bytes image, @Nullable FileState state) {
        Bytes base = PathNames.withoutDeleted(image).baseName();
        boolean linked = state != null && !state.links.isEmpty();
        if (linked || !PathNames.isDeleted(image) || base.length() < 2 || base.at(0) != '#') {
            return false;
        }
        for (int i = 1; i < base.length(); i++) {
            if (base.at(i) < '0' || base.at(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the file that a descriptor led to still had its name.
     *
     * @param path what the descriptor was opened by, null where that is not on record
     */
    private static Name ownName(
            @Nullable FileState state, Bytes name, @Nullable Bytes path, Bytes image, @Nullable Bytes comm) {
        Name told = name.isEmpty() ? byComm(image, comm) : Name.UNKNOWN;
        if (told != Name.UNKNOWN) {
            return told;
        }
        if (state != null && state.deleted() || path != null && path.equals(PathNames.withoutDeleted(image))) {
            return Name.LOST;
        }
        return Name.UNKNOWN;
    }

    /** An exec without a name calls the process as the file's own last name, which never has the kernel's mark. */
    private static Name byComm(@Nullable Bytes image, @Nullable Bytes comm) {
        if (image == null || comm == null) {
            return Name.UNKNOWN;
        }
        boolean kept = comm.equals(cut(image.baseName()));
        boolean lost = comm.equals(cut(PathNames.withoutDeleted(image).baseName()));
        return kept == lost ? Name.UNKNOWN : kept ? Name.KEPT : Name.LOST;
    }

    private static Bytes cut(Bytes name) {
        return name.length() <= LONGEST_COMM ? name : name.slice(0, LONGEST_COMM);
    }
}
