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
        if (file == null || process.lastQuestion(file) != null) {
            return;
        }
        for (ProcessState.Question question : process.questions) {
            Bytes path = question.path();
            FileIdentity asked = question.file();
            boolean sameName = path != null && (path.equals(run.path) || path.equals(run.calledPath));
            boolean allowed = question.state() == CheckState.ALLOWED;
            if (sameName && allowed && asked != null && !asked.equals(file) && run.checkedOther == null) {
                run.checkedOther = path;
                run.evidence.add(0, question.evidence());
            }
        }
    }
}
