package io.execparity.stream.detection;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.finding.Finding;

/** What a rule says of one observation. */
sealed interface Verdict {
    /** A person should know. */
    record Fires(Finding finding) implements Verdict {
        public Fires {
            requireNonNull(finding, "finding is null");
        }
    }

    /** Nothing to say. */
    record Quiet() implements Verdict {}

    /** The records cannot decide; nobody is told, but it counts. */
    record Undetermined(String missing) implements Verdict {
        public Undetermined {
            requireNonNull(missing, "missing is null");
        }
    }

    Verdict QUIET = new Quiet();

    static Verdict quiet() {
        return QUIET;
    }

    static Verdict undetermined(String missing) {
        return new Undetermined(missing);
    }
}
