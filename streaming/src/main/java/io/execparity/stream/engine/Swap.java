package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.text.Bytes;

/** A check that vouched for one file while another one of that name ran. */
final class Swap {
    private Swap() {}

    /** Looks for one among the checks that the process made, whether before it opened what it ran or after. */
    static void note(ProcessState process, OpenRun run) {
        FileIdentity file = run.file;
        if (file == null || process.lastQuestion(file, run.fileSince) != null) {
            return;
        }
        for (ProcessState.Question question : process.questions) {
            Bytes path = question.path();
            boolean sameName = path != null && (path.equals(run.path) || path.equals(run.calledPath));
            boolean allowed = question.state() == CheckState.ALLOWED;
            if (sameName
                    && allowed
                    && question.file() != null
                    && !question.isAbout(file, run.fileSince)
                    && run.checkedOther == null) {
                run.checkedOther = path;
                run.checkedBy = question.asker();
                run.swapUncertain = file.equals(question.file()) && !run.fileMade;
                run.evidence.add(0, question.evidence());
            }
        }
    }

    /** Notes which life of its file a run is of, when it is bound to it. */
    static void bind(OpenRun run, FileLedger files) {
        FileState state = run.file == null ? null : files.known(run.file);
        if (state != null) {
            run.fileSince = state.since;
            run.fileMade = state.made;
        }
    }
}
