package io.execparity.stream.engine;

import io.execparity.schema.execution.FileIdentity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The refusals of a run's file that would be made to its process now. */
final class StandingDenials {
    private StandingDenials() {}

    static List<Denial> of(ProcessState process, OpenRun run, FileLedger files, MountLedger mounts) {
        FileIdentity file = run.file != null ? run.file : byName(process, run, files);
        FileState state = file == null ? null : files.known(file);
        List<Denial> standing = new ArrayList<>();
        if (state != null) {
            for (Denial denial : state.denials()) {
                if (holdsFor(denial, process, run, mounts)) {
                    standing.add(denial);
                }
            }
        }
        return standing;
    }

    /** The file of the run's name; in another root, such as a container's, the name leads to another. */
    private static @Nullable FileIdentity byName(ProcessState process, OpenRun run, FileLedger files) {
        FileIdentity file = files.byName(run.path);
        boolean sameRoot = file != null
                && (process.pathTrusted || process.image != null && process.image.device() == file.device());
        return sameRoot ? file : null;
    }

    private static boolean holdsFor(Denial denial, ProcessState process, OpenRun run, MountLedger mounts) {
        return switch (denial.reason()) {
            case MODE_FOR_USER -> denial.user() == process.userId;
            case CONFINEMENT ->
                denial.confinement() != null && denial.confinement().equals(process.subject);
            case NOEXEC_MOUNT -> mounts.noexec(run.path, denial.file().device());
            case MODE, APPRAISAL, SYSTEM_POLICY, UNKNOWN -> true;
        };
    }
}
