package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** What the kernel allows shows that an earlier refusal does not hold any more, for all that the refusal depends on. */
final class AllowedSince {
    private AllowedSince() {}

    /**
     * Takes an execution that succeeded, or a check that was allowed. Whether the mount is noexec is the mount ledger's:
     * the same file may be found by a mount that is and by one that is not.
     *
     * @param user who was allowed
     * @param label of the process that was allowed, null where it is not known
     */
    static void note(Ledgers ledgers, Target target, long user, @Nullable Bytes label, long now) {
        FileIdentity file = target.file();
        if (file == null) {
            return;
        }
        ledgers.mounts().executed(target.path(), file.device(), now);
        FileState state = ledgers.files().known(file);
        if (state == null || state.denials().isEmpty()) {
            return;
        }
        for (Denial denial : state.denials()) {
            if (liftedFor(denial, user, label)) {
                state.lift(denial.reason());
            }
        }
        ledgers.files().put(file, state);
    }

    private static boolean liftedFor(Denial denial, long user, @Nullable Bytes label) {
        return switch (denial.reason()) {
            case MODE, APPRAISAL, SYSTEM_POLICY, UNKNOWN -> true;
            case MODE_FOR_USER -> denial.user() == user;
            case CONFINEMENT -> label != null && label.equals(denial.confinement());
            case NOEXEC_MOUNT -> false;
        };
    }
}
