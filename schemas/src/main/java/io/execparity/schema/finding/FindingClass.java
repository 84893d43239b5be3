package io.execparity.schema.finding;

/** What a finding asks of people. */
public enum FindingClass {
    /** Posture, rolled up. */
    GAP("gap"),
    /** To a person at once. */
    BYPASS("bypass"),
    /** To a person at once. */
    ALERT("alert"),
    /** About measurement and appraisal. */
    INTEGRITY("integrity"),
    /** About the evidence itself. */
    TELEMETRY("telemetry");

    private final String word;

    FindingClass(String word) {
        this.word = word;
    }

    /** The word used in every output. */
    public String word() {
        return word;
    }
}
