package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.text.Bytes;
import java.util.List;
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
        ledgers.mounts().executed(target.path(), file.device(), user == 0, now);
        FileState state = ledgers.files().known(file);
        if (state == null || state.denials().isEmpty() && state.runs().isEmpty()) {
            return;
        }
        for (Denial denial : state.denials()) {
            if (liftedFor(denial, user, label)) {
                state.lift(denial.reason());
            }
        }
        forgetRuns(state, user, label);
        ledgers.files().put(file, state);
    }

    /** What refuses the same user and label later did not do so yet, and so would not have met their earlier runs. */
    private static void forgetRuns(FileState state, long user, @Nullable Bytes label) {
        List<FileState.PastRun> others = state.runs().stream()
                .filter(past ->
                        past.run().process().userId() != user || label != null && !label.equals(past.confinement()))
                .toList();
        if (others.size() < state.runs().size()) {
            long unkept = others.isEmpty() ? 0 : state.unkeptRuns();
            state.forgetRuns();
            others.forEach(state::remember);
            state.unkeptRuns = unkept;
        }
    }

    private static boolean liftedFor(Denial denial, long user, @Nullable Bytes label) {
        return switch (denial.reason()) {
            case MODE -> true;
            case APPRAISAL, SYSTEM_POLICY, UNKNOWN, MODE_FOR_USER -> denial.user() == user;
            case CONFINEMENT -> label != null && label.equals(denial.confinement());
            case NOEXEC_MOUNT -> false;
        };
    }
}
