package io.execparity.readiness.advice;

/** Knows what one switch makes of an act. */
interface Judge {
    Prediction of(Act act, Knowledge knowledge);

    /** The judge of a switch. */
    static Judge of(Switch which) {
        return switch (which.kind()) {
            case RESTRICT_FILE -> new RestrictFileJudge();
            case DENY_INTERACTIVE -> new DenyInteractiveJudge();
            case MEMFD_NOEXEC_1 -> new MemfdJudge(1);
            case MEMFD_NOEXEC_2 -> new MemfdJudge(2);
            case IMA_APPRAISE_SCRIPTS -> new AppraisalJudge();
            case NOEXEC_MOUNT -> new MountJudge(which.mount());
        };
    }
}
