package io.execparity.schema.execution;

/** The kernel interface through which a check was made. */
public enum CheckInterface {
    /** execveat(2) with AT_EXECVE_CHECK, Linux 6.14. */
    AT_EXECVE_CHECK("AT_EXECVE_CHECK"),
    /** A flag of open(2) or openat2(2), never merged. */
    O_MAYEXEC("O_MAYEXEC"),
    /** trusted_for(2), never merged. */
    TRUSTED_FOR("trusted_for");

    private final String word;

    CheckInterface(String word) {
        this.word = word;
    }

    /** The word used in every output. */
    public String word() {
        return word;
    }
}
