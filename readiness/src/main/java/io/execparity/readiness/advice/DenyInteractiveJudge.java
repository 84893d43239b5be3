package io.execparity.readiness.advice;

/**
 * SECBIT_EXEC_DENY_INTERACTIVE obliges interpreters to refuse code that is typed, piped or passed as an argument, unless
 * it comes by a descriptor whose check succeeds (Linux Documentation/userspace-api/check_exec.rst). About code without a
 * file nothing can be asked, so an interpreter that asks about files is taken for one that knows this bit, too.
 */
final class DenyInteractiveJudge implements Judge {
    @Override
    public Prediction of(Act act, Knowledge knowledge) {
        if (!act.isExecution()) {
            return Prediction.unaffected("it runs nothing");
        }
        if (act.failedAnyway()) {
            return Prediction.unaffected("it failed already");
        }
        if (act.interactiveDenied()) {
            return Prediction.unaffected("it was under this switch already");
        }
        if (act.readsStandardInput()) {
            return standardInput(act, knowledge);
        }
        return act.hasNoFile() ? withoutFile(act, knowledge) : Prediction.unaffected("a file is named");
    }

    private static Prediction standardInput(Act act, Knowledge knowledge) {
        return switch (act.check()) {
            case "allowed" -> Prediction.unaffected("the interpreter asked and the kernel said yes");
            case "denied" ->
                Prediction.breaks(
                        "the interpreter asked about its standard input, and the kernel said no",
                        "chmod +x " + act.subject() + ", or run it by its name");
            case "none" -> {
                yield knowledge.habit(act).asks()
                        ? Prediction.unknown(
                                "the interpreter asks about files, and no question about this one is on record")
                        : neverAsks();
            }
            default -> Prediction.unknown("records are missing that say whether it asked");
        };
    }

    private static Prediction withoutFile(Act act, Knowledge knowledge) {
        Habit habit = knowledge.habit(act);
        if (!habit.asks()) {
            return neverAsks();
        }
        if (habit.ignoresInteractive() && !habit.obeysInteractive()) {
            return Prediction.unknown("under this switch the interpreter was only ever seen to carry on");
        }
        return Prediction.breaks(
                "an interpreter that asks about files takes this code from no file",
                "put the code into a file that may be executed, and run it by its name");
    }

    private static Prediction neverAsks() {
        return Prediction.unaffected("the interpreter was never seen to ask, and is not restrained");
    }
}
