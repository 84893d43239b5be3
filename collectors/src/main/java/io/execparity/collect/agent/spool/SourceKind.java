package io.execparity.collect.agent.spool;

/** What a source's lines are, told from its name. */
public enum SourceKind {
    /** Lines of audit records, in whatever form. */
    AUDIT(""),
    /** A tracer's lines about execveat. */
    EXECVEAT_FLAGS("execveat-flags"),
    /** Entries of one of the kernel's measurement lists; the file's name follows. */
    MEASUREMENT_LIST("ima-list-");

    private final String prefix;

    SourceKind(String prefix) {
        this.prefix = prefix;
    }

    /** How the names of such sources begin. */
    public String prefix() {
        return prefix;
    }

    public static SourceKind of(String source) {
        if (source.startsWith(MEASUREMENT_LIST.prefix)) {
            return MEASUREMENT_LIST;
        }
        return source.equals(EXECVEAT_FLAGS.prefix) ? EXECVEAT_FLAGS : AUDIT;
    }
}
