package io.execparity.readiness.advice;

import io.execparity.schema.execution.KernelRelease;

/**
 * {@code vm.memfd_noexec} (Linux mm/memfd.c, check_sysctl_memfd_noexec). With 1, a memory file made with neither MFD_EXEC
 * nor MFD_NOEXEC_SEAL gets the seal: it has mode 0666, and its execution fails with EACCES. With 2, a call with MFD_EXEC
 * fails with EACCES as well; one with neither flag is still sealed in silence. So it is since Linux 6.6. As it first came
 * (105ff5339f49, 6.3), 2 refused a call with neither flag with EINVAL and granted MFD_EXEC; then both were refused with
 * EACCES; and stable releases of 6.3 to 6.5 got these changes one by one. Reading and mapping such a file ask neither its
 * mode nor its seals.
 */
final class MemfdJudge implements Judge {
    private static final String CHANGED = "what 2 does of this changed between releases of Linux 6.3 to 6.5";
    private static final String PASS_SEAL =
            "pass MFD_NOEXEC_SEAL to memfd_create, if the file is data; else run the program from a file on disk";

    private final int value;

    MemfdJudge(int value) {
        this.value = value;
    }

    @Override
    public Prediction of(Act act, Knowledge knowledge) {
        KernelRelease kernel = knowledge.kernel(act.host());
        if (kernel.isBefore(6, 3)) {
            return Prediction.unaffected("this kernel has no vm.memfd_noexec");
        }
        if (knowledge.memfdNoexec(act.host()) >= value) {
            return Prediction.unaffected("it was under this switch already");
        }
        boolean changing = value == 2 && kernel.isBefore(6, 6);
        return act.isExecution() ? execution(act, changing) : creation(act, changing);
    }

    private Prediction creation(Act act, boolean changing) {
        if (act.failedAnyway()) {
            return Prediction.unaffected("it failed already");
        }
        if (act.memfdFlags().contains("noexec-seal")) {
            return Prediction.unaffected("it asks for a file that is never executed");
        }
        if (changing) {
            return Prediction.unknown(CHANGED);
        }
        if (act.memfdFlags().contains("exec")) {
            return value == 2
                    ? Prediction.breaks("memfd_create with MFD_EXEC is refused with EACCES", PASS_SEAL)
                    : Prediction.unaffected("it asks for MFD_EXEC, which 1 grants");
        }
        return Prediction.unaffected("the file is made, and sealed; only its execution would fail");
    }

    private Prediction execution(Act act, boolean changing) {
        if (!act.isIn("memfd")) {
            return Prediction.unaffected("no memory file is concerned");
        }
        if (act.failedAnyway()) {
            return Prediction.unaffected("it failed already");
        }
        boolean made = !act.memfdFlags().isEmpty();
        if (made && act.memfdFlags().contains("noexec-seal")) {
            return Prediction.unaffected("it asks for a file that is never executed");
        }
        if (changing) {
            return Prediction.unknown(CHANGED);
        }
        if (made && act.memfdFlags().contains("exec")) {
            return value == 2
                    ? Prediction.breaks("the memory file would not be made: MFD_EXEC is refused", fix())
                    : Prediction.unaffected("it asks for MFD_EXEC, which 1 grants");
        }
        if (!made && (act.isDirect() || value == 2)) {
            return Prediction.unknown("how the memory file was made is not on record");
        }
        return sealed(act);
    }

    /** What becomes of a run of a file that is sealed in silence. */
    private Prediction sealed(Act act) {
        if (act.isDirect()) {
            return Prediction.breaks("a memory file made with neither flag is executed", fix());
        }
        if (act.vector().equals("dynamic-linker")) {
            return Prediction.unaffected("the dynamic linker maps the file, which asks for no execute bit");
        }
        if (act.checkWas("allowed") && act.restricted()) {
            return Prediction.breaks("the interpreter asks about the memory file, and obeys", fix());
        }
        return Prediction.unaffected("the interpreter reads the file, which asks for no execute bit");
    }

    private String fix() {
        return value == 1 ? "pass MFD_EXEC to memfd_create" : "run it from a file on disk";
    }
}
