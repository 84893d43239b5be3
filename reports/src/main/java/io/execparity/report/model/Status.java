package io.execparity.report.model;

import java.util.Locale;

/** What the evidence says of a control. There is none for compliance, which no lack of findings shows. */
public enum Status {
    VIOLATION("evidence of violation"),
    NOT_JUDGED("cannot be judged"),
    INCOMPLETE("no violation seen, telemetry incomplete"),
    NONE_SEEN("no violation seen, telemetry complete");

    private final String words;

    Status(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** The name in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
