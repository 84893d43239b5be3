package io.execparity.schema.execution;

/** Where the bytes were. */
public enum CodeOrigin {
    FILE("file"),
    MEMFD("memfd"),
    /** A file below /dev/shm. */
    SHARED_MEMORY("shared-memory"),
    /** An O_TMPFILE file, which never had a name. */
    TMPFILE("tmpfile"),
    /** A file whose last name was gone. */
    UNLINKED("unlinked"),
    /** No file: inline, streamed or interactive code. */
    NONE("none");

    private final String word;

    CodeOrigin(String word) {
        this.word = word;
    }

    /** The word used in every output. */
    public String word() {
        return word;
    }
}
