package io.execparity.readiness.advice;

/**
 * IMA appraisal of scripts: the kernel demands a signature of a script that it executes itself, and of one that an
 * interpreter asks about (Linux security/integrity/ima/ima_main.c, ima_bprm_check and ima_bprm_creds_for_exec). A
 * measurement list under a template with signatures tells which files have one.
 */
final class AppraisalJudge implements Judge {
    @Override
    public Prediction of(Act act, Knowledge knowledge) {
        if (!act.isExecution()) {
            return Prediction.unaffected("it runs nothing");
        }
        if (act.failedAnyway()) {
            return Prediction.unaffected("it failed already");
        }
        if (act.vector().equals("shebang")) {
            return bySignature(act, knowledge, "the kernel executes the script, which has no signature");
        }
        if (act.interpretsNamedFile() || act.readsStandardInput()) {
            boolean obeys = act.readsStandardInput() ? act.interactiveDenied() : act.restricted();
            if (act.checkWas("allowed") && obeys) {
                return bySignature(
                        act, knowledge, "the interpreter asks about the script, which has no signature, and obeys");
            }
            return Prediction.unaffected(
                    act.checkWas("none")
                            ? "nobody asks the kernel about it"
                            : "nothing obliges the interpreter to obey");
        }
        return Prediction.unaffected("no script is concerned");
    }

    private static Prediction bySignature(Act act, Knowledge knowledge, String reason) {
        return switch (knowledge.signature(act)) {
            case PRESENT -> Prediction.unaffected("the script has a signature");
            case ABSENT -> Prediction.breaks(reason, "sign " + act.subject() + ", as evmctl ima_sign does");
            case UNKNOWN -> Prediction.unknown("no measurement list given says whether the script has a signature");
        };
    }
}
