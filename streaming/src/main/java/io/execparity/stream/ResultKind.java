package io.execparity.stream;

import java.util.Locale;

/** The files that a bounded run makes, in the order in which a person is told of them. */
public enum ResultKind {
    FINDINGS,
    EXECUTIONS,
    CHECKS,
    SUPPRESSED,
    REJECTED;

    /** The file's name without {@code .jsonl}. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
