package io.execparity.stream;

import java.util.List;
import java.util.Locale;

/** The kinds of results, in the order in which a person is told of them. */
public enum ResultKind {
    FINDINGS,
    EXECUTIONS,
    CHECKS,
    /** Calls of memfd_create. */
    MEMFDS,
    SUPPRESSED,
    REJECTED,
    /** What is known of each host by its agent's messages; a bounded run has none of these. */
    HOSTS;

    /** Those that a bounded run makes a file of each. */
    static List<ResultKind> ofBoundedRuns() {
        return List.of(FINDINGS, EXECUTIONS, CHECKS, MEMFDS, SUPPRESSED, REJECTED);
    }

    /** The file's name without {@code .jsonl}. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
