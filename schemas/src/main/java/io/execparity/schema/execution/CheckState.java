package io.execparity.schema.execution;

/** The kernel's answer to a check that the process made on the very file that ran, before it ran. */
public enum CheckState {
    ALLOWED("allowed"),
    DENIED("denied"),
    NONE("none"),
    /** Records are missing, or cannot tell a check from an execution. */
    UNKNOWN("unknown");

    private final String word;

    CheckState(String word) {
        this.word = word;
    }

    /** The word used in every output. */
    public String word() {
        return word;
    }
}
