package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.FileIdentity;
import io.execparity.schema.text.Bytes;
import org.jspecify.annotations.Nullable;

/** A check that vouched for one file while another one of that name ran. */
final class Swap {
    private Swap() {}

    /** Looks for one among the checks that the process made, whether before it opened what it ran or after. */
    static void note(ProcessState process, OpenRun run) {
        FileIdentity file = run.file;
        if (file == null || lastQuestion(process, run) != null) {
            return;
        }
        for (ProcessState.Question question : process.questions) {
            Bytes path = question.path();
            boolean sameName = path != null && (path.equals(run.path) || path.equals(run.calledPath));
            boolean allowed = question.state() == CheckState.ALLOWED;
            if (sameName && allowed && question.file() != null && !isAbout(question, run) && run.checkedOther == null) {
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

    /** The last check of the run's very file that got an answer, or null. */
    static ProcessState.@Nullable Question lastQuestion(ProcessState process, OpenRun run) {
        for (int i = process.questions.size() - 1; i >= 0; i--) {
            ProcessState.Question question = process.questions.get(i);
            if (question.state() != CheckState.UNKNOWN && isAbout(question, run)) {
                return question;
            }
        }
        return null;
    }

    /** False too where the check was of an earlier file, whose number was given anew before the run. */
    private static boolean isAbout(ProcessState.Question question, OpenRun run) {
        return run.file != null
                && run.file.equals(question.file())
                && question.key().serial() >= run.fileSince;
    }
}
