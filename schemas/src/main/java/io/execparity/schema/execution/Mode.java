package io.execparity.schema.execution;

/** Whom the kernel was asked to execute. */
public enum Mode {
    /** The file itself, so the kernel checked it. */
    DIRECT("direct"),
    /** An interpreter or loader that then ran the file. */
    INDIRECT("indirect");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** The word used in every output. */
    public String word() {
        return word;
    }
}
