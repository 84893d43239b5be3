package io.execparity.readiness.advice;

/**
 * SECBIT_EXEC_RESTRICT_FILE obliges interpreters to refuse a file whose check fails; those that never check are not
 * restrained by it, and commands that users type, pipe or pass are none of its business (Linux
 * Documentation/userspace-api/check_exec.rst).
 */
final class RestrictFileJudge implements Judge {
    @Override
    public Prediction of(Act act, Knowledge knowledge) {
        if (!act.isExecution()) {
            return Prediction.unaffected("it runs nothing");
        }
        if (act.failedAnyway()) {
            return Prediction.unaffected("it failed already");
        }
        if (act.restricted()) {
            return Prediction.unaffected("it was under this switch already");
        }
        if (act.hasNoFile()) {
            return Prediction.unaffected("no file is concerned");
        }
        if (act.readsStandardInput()) {
            return Prediction.unaffected("what comes by standard input is deny-interactive's");
        }
        return switch (act.check()) {
            case "allowed" -> Prediction.unaffected("the interpreter asked and the kernel said yes");
            case "denied" -> denied(act, knowledge);
            case "none" -> unasked(act, knowledge);
            default -> Prediction.unknown("records are missing that say whether it asked");
        };
    }

    private static Prediction denied(Act act, Knowledge knowledge) {
        if (act.outcome().equals("unknown")) {
            return Prediction.unknown("the kernel said no, and whether the file ran all the same is not on record");
        }
        Habit habit = knowledge.habit(act);
        if (habit.ignoresDenials() && !habit.obeysDenials()) {
            return Prediction.unknown(
                    "the kernel said no; under this switch the interpreter was only ever seen to carry on");
        }
        return Prediction.breaks("the interpreter asked, the kernel said no, and the file ran", fix(act, knowledge));
    }

    private static Prediction unasked(Act act, Knowledge knowledge) {
        if (act.isDirect()) {
            return Prediction.unaffected("the kernel executed it itself");
        }
        if (knowledge.habit(act).asks()) {
            return Prediction.unknown(
                    "the interpreter asks about other files, and no question about this one is on record");
        }
        return Prediction.unaffected("the interpreter was never seen to ask, and is not restrained");
    }

    private static String fix(Act act, Knowledge knowledge) {
        String mount = knowledge.noexecMountOf(act.host(), act.file());
        if (!mount.isEmpty()) {
            return "move " + act.file() + " from " + mount + ", which is noexec, to a mount that is not";
        }
        if (knowledge.failedAppraisal(act.host(), act.file())) {
            return "sign " + act.file() + " for IMA";
        }
        if (knowledge.deniedByModule(act.host(), act.file())) {
            return "let the security module's policy allow the execution of " + act.file();
        }
        return "chmod +x " + act.file() + ", if it is meant to run";
    }
}
