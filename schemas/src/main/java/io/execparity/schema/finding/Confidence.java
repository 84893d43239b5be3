package io.execparity.schema.finding;

/** How far the records support a finding. */
public enum Confidence {
    /** They leave no other reading. */
    PROVEN("proven"),
    LIKELY("likely"),
    POSSIBLE("possible");

    private final String word;

    Confidence(String word) {
        this.word = word;
    }

    /** The word used in every output. */
    public String word() {
        return word;
    }
}
