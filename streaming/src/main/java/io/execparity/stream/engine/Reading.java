package io.execparity.stream.engine;

/**
 * What a refused execveat is taken for, and why.
 *
 * @param certain true where a record names it, false where a habit or an exit status suggests it
 * @param witness what tells, in words
 */
record Reading(Kind kind, boolean certain, String witness) {
    /** The readings. */
    enum Kind {
        CHECK,
        EXECUTION,
        /** Nothing tells yet; what the process does next may. */
        UNDECIDED,
        /** Nothing told. */
        UNKNOWN
    }

    static Reading check(boolean certain, String witness) {
        return new Reading(Kind.CHECK, certain, witness);
    }

    static Reading execution(boolean certain, String witness) {
        return new Reading(Kind.EXECUTION, certain, witness);
    }

    static Reading undecided() {
        return new Reading(Kind.UNDECIDED, false, "");
    }

    static Reading unknown() {
        return new Reading(Kind.UNKNOWN, false, "no record tells a denied check from a denied execution");
    }
}
