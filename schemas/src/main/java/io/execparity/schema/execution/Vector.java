package io.execparity.schema.execution;

/** How the code was handed over. */
public enum Vector {
    BINARY("binary"),
    SHEBANG("shebang"),
    SCRIPT_FILE("script-file"),
    MODULE("module"),
    STDIN_FILE("stdin-file"),
    /** A pipe, a socket or a here-document. */
    STDIN_STREAM("stdin-stream"),
    /** Code in an argument, -c or -e. */
    INLINE("inline"),
    INTERACTIVE("interactive"),
    DYNAMIC_LINKER("dynamic-linker");

    private final String word;

    Vector(String word) {
        this.word = word;
    }

    /** The word used in every output. */
    public String word() {
        return word;
    }
}
