package io.execparity.readiness.advice;

/**
 * {@code noexec} on a mount: nothing on it can be executed or mapped executable (Linux fs/namei.c path_noexec), checks of
 * files on it fail, and reading them is as before.
 */
final class MountJudge implements Judge {
    private final String mount;

    MountJudge(String mount) {
        this.mount = mount;
    }

    @Override
    public Prediction of(Act act, Knowledge knowledge) {
        if (!act.isExecution()) {
            return Prediction.unaffected("it runs nothing");
        }
        if (act.failedAnyway()) {
            return Prediction.unaffected("it failed already");
        }
        if (isOn(act.interpreter(), act, knowledge)) {
            return Prediction.breaks("the interpreter itself lies on the mount", move(act.interpreter()));
        }
        if (act.isIn("memfd") || act.hasNoFile()) {
            return Prediction.unaffected("no file on a mount is concerned");
        }
        if (!act.file().startsWith("/")) {
            return act.isDirect() || act.vector().equals("dynamic-linker")
                    ? Prediction.unknown("where the file lies is not on record")
                    : reading(act, false);
        }
        if (!isOn(act.file(), act, knowledge)) {
            return Prediction.unaffected("the file lies elsewhere");
        }
        if (knowledge.noexecMountOf(act.host(), act.file()).equals(mount)) {
            return Prediction.unaffected("the mount is noexec already");
        }
        if (act.isDirect()) {
            return Prediction.breaks("it is executed from the mount", move(act.file()));
        }
        if (act.vector().equals("dynamic-linker")) {
            return Prediction.breaks("the dynamic linker maps it executable from the mount", move(act.file()));
        }
        return reading(act, true);
    }

    private Prediction reading(Act act, boolean onMount) {
        boolean asked = act.checkWas("allowed");
        boolean obeys = act.restricted() || act.readsStandardInput() && act.interactiveDenied();
        if (asked && obeys) {
            return onMount
                    ? Prediction.breaks("the interpreter asks about the file, and obeys", move(act.file()))
                    : Prediction.unknown("where the file lies is not on record");
        }
        return Prediction.unaffected("an interpreter reads it, which noexec does not forbid");
    }

    private boolean isOn(String path, Act act, Knowledge knowledge) {
        boolean below = path.equals(mount) || path.startsWith(mount.equals("/") ? "/" : mount + "/");
        if (!below) {
            return false;
        }
        String nearest = knowledge.mountOf(act.host(), path);
        return nearest.isEmpty() || nearest.equals(mount) || nearest.length() < mount.length();
    }

    private String move(String path) {
        return "move " + path + " off " + mount;
    }
}
