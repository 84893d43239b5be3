package io.execparity.report.control;

import java.util.Locale;

/** A number that a report takes from the results of its time and hosts. */
public enum Quantity {
    HOSTS("hosts with records"),
    EXECUTIONS("executions seen"),
    DIRECT("executed directly"),
    INDIRECT("run by an interpreter or loader"),
    CHECKED("checked by the process before it ran them"),
    UNCHECKED("without a check by the process"),
    DENIED("denied by the kernel or refused by the interpreter"),
    UNKNOWN_OUTCOME("of unknown outcome"),
    CHECKS("executability checks seen"),
    WITH_DIGEST("executions of measured content"),
    DIGESTS("different measured contents that were executed"),
    ATTENTION("findings that want a person's attention"),
    ATTENTION_OPEN("of these open"),
    ATTENTION_ACKNOWLEDGED("of these acknowledged"),
    ATTENTION_CLOSED("of these closed"),
    ATTENTION_SUPPRESSED("of these suppressed");

    private final String words;

    Quantity(String words) {
        this.words = words;
    }

    /** What is counted. */
    public String words() {
        return words;
    }

    /** The name in data files and in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
