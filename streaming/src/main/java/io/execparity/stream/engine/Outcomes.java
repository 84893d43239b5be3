package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.stream.interpreter.Interpreter;

/** What came of a run, by the exit status and by what its process did: reading a file is on no record. */
final class Outcomes {
    private Outcomes() {}

    /**
     * @param check the answer to the process's own check
     * @param asks true where this interpreter was seen to ask the kernel
     */
    static Outcome of(OpenRun run, CheckState check, boolean asks) {
        if (run.outcome != Outcome.UNKNOWN && !(run.vector == Vector.SHEBANG && check == CheckState.DENIED)) {
            return run.outcome;
        }
        if (check == CheckState.DENIED) {
            return afterDeniedCheck(run);
        }
        if (run.lacksFile()) {
            return run.exitOnRecord && run.exitStatus == 0 ? Outcome.RAN : Outcome.UNKNOWN;
        }
        if (hasNoFile(run.vector) && run.policy.bits().denyInteractive()) {
            return asks ? afterForbidden(run) : afterForbiddenToStranger(run);
        }
        return run.vector == Vector.DYNAMIC_LINKER ? Outcome.UNKNOWN : Outcome.RAN;
    }

    private static Outcome afterDeniedCheck(OpenRun run) {
        if (run.exitOnRecord) {
            return run.exitStatus == 0 ? Outcome.RAN : run.actsSince > 0 ? Outcome.UNKNOWN : Outcome.REFUSED;
        }
        return run.actsSince > 0 ? Outcome.RAN : Outcome.UNKNOWN;
    }

    /** An interpreter that asks the kernel honours deny-interactive as well, unless it ends as if nothing was amiss. */
    private static Outcome afterForbidden(OpenRun run) {
        if (run.actsSince > 0) {
            return Outcome.RAN;
        }
        return !run.exitOnRecord ? Outcome.UNKNOWN : run.exitStatus == 0 ? Outcome.RAN : Outcome.REFUSED;
    }

    /** One that may ask, for all that is known, may have refused where it failed at once. */
    private static Outcome afterForbiddenToStranger(OpenRun run) {
        boolean mayAsk = run.interpreter != null && run.interpreter.asks() != Interpreter.Asks.NEVER;
        boolean failed = run.exitOnRecord && run.exitStatus != 0 && run.actsSince == 0;
        return mayAsk && failed ? Outcome.UNKNOWN : Outcome.RAN;
    }

    private static boolean hasNoFile(Vector vector) {
        return vector == Vector.INLINE || vector == Vector.STDIN_STREAM || vector == Vector.INTERACTIVE;
    }
}
