package io.execparity.stream.engine;

import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Whether a call is of the process that last had its id: the end of a life is mostly on no record. */
final class Lives {
    /** Records of other threads may follow exit_group for a moment. */
    private static final long EXIT_GRACE_MILLIS = 1_000;
    /** How long a process may have been silent whose parent's end would be on no record. */
    private static final long REAPED_WITHIN_MILLIS = 60_000;
    /** Ancestors that are looked at for one that takes the children of others. */
    private static final int MAX_GENERATIONS = 32;

    private Lives() {}

    /**
     * True where nothing in the call contradicts the life known so far.
     *
     * @param exec true for a successful exec, after which the image tells nothing of the life before
     * @param find the process known by an id, null where none is
     */
    static boolean continues(
            ProcessState known, SyscallRecord call, boolean exec, long now, IntFunction<@Nullable ProcessState> find) {
        boolean sameParent = known.parentPid == call.ppid();
        if (known.ended) {
            return sameParent && !exec && now - known.endedAt <= EXIT_GRACE_MILLIS && sameImage(known, call.exe());
        }
        ProcessState parent = find.apply(known.parentPid);
        boolean orphan = parent == null || parent.ended;
        // The end of the parent may be on no record; the longer ago, the likelier the id is another's by now.
        boolean mayBeReaped = orphan || now - known.lastUsed <= REAPED_WITHIN_MILLIS;
        boolean ownOrReaper = sameParent || call.ppid() == 1 || mayBeReaped && isReaper(call.ppid(), parent, find);
        if (exec) {
            return ownOrReaper;
        }
        return sameImage(known, call.exe()) && (ownOrReaper || orphan || !isFork(find.apply(call.ppid()), call.exe()));
    }

    /** True where the children of a process that ended may go: to an ancestor that said it takes them. */
    private static boolean isReaper(int pid, @Nullable ProcessState parent, IntFunction<@Nullable ProcessState> find) {
        ProcessState ancestor = parent;
        for (int i = 0; i < MAX_GENERATIONS && ancestor != null; i++) {
            if (ancestor.parentPid == pid) {
                return true;
            }
            ancestor = find.apply(ancestor.parentPid);
        }
        return false;
    }

    /** True where a process with this image may be what the parent forked, and no more. */
    static boolean isFork(@Nullable ProcessState parent, @Nullable Bytes image) {
        return parent != null && parent.executable != null && sameImage(parent, image);
    }

    static boolean sameImage(ProcessState known, @Nullable Bytes image) {
        return known.executable == null
                || image == null
                || PathNames.withoutDeleted(known.executable).equals(PathNames.withoutDeleted(image));
    }
}
