package io.execparity.schema.execution;

/** What came of it. */
public enum Outcome {
    RAN("ran"),
    /** By the kernel. */
    DENIED("denied"),
    /** The interpreter stopped itself. */
    REFUSED("refused"),
    UNKNOWN("unknown");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word used in every output. */
    public String word() {
        return word;
    }
}
