package io.execparity.report.control;

/** Evidence without which nothing can be said of a control. */
public enum Need {
    EXECUTIONS("records of executions, and none came in this time"),
    MEASUREMENTS("measurements by IMA, and no run of this time has any"),
    REFERENCE("a list of what files should be, and the results do not show that there was one"),
    MOUNTS("the mount tables of the hosts, which snapshots have"),
    SETTINGS("what is installed and configured on the hosts, which records do not tell"),
    ASSESSOR("an assessor, for whom these numbers are evidence among others");

    private final String words;

    Need(String words) {
        this.words = words;
    }

    /** What is needed, to follow "needs". */
    public String words() {
        return words;
    }
}
