package io.execparity.readiness.advice;

/**
 * What an interpreter was seen to do, on any host.
 *
 * @param asks it asked the kernel whether a file could be executed
 * @param obeysDenials under restrict-file it stopped after a denied check
 * @param ignoresDenials under restrict-file it went on after a denied check
 * @param obeysInteractive under deny-interactive it refused code that no file holds
 * @param ignoresInteractive under deny-interactive it ran code that no file holds
 */
record Habit(
        boolean asks,
        boolean obeysDenials,
        boolean ignoresDenials,
        boolean obeysInteractive,
        boolean ignoresInteractive) {
    static final Habit NONE = new Habit(false, false, false, false, false);

    /** With what one more act shows. */
    Habit and(Act act) {
        boolean answered = act.checkWas("allowed") || act.checkWas("denied");
        boolean denied = act.restricted() && act.checkWas("denied");
        boolean fileless = act.interactiveDenied() && act.hasNoFile();
        boolean refused = act.outcome().equals("refused");
        boolean ran = act.outcome().equals("ran");
        return new Habit(
                asks || answered,
                obeysDenials || denied && refused,
                ignoresDenials || denied && ran,
                obeysInteractive || fileless && refused,
                ignoresInteractive || fileless && ran);
    }

    Habit asking() {
        return new Habit(true, obeysDenials, ignoresDenials, obeysInteractive, ignoresInteractive);
    }
}
