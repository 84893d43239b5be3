package io.execparity.collect.source;

/**
 * A source that cannot be read, or not to its end. The message is one sentence for the person who named the source;
 * lines that came before the failure have been handed over.
 */
public final class UnreadableSourceException extends Exception {
    private static final long serialVersionUID = 1;

    private final String source;

    UnreadableSourceException(String source, String message) {
        super(message);
        this.source = source;
    }

    UnreadableSourceException(String source, String message, Throwable cause) {
        super(message, cause);
        this.source = source;
    }

    /** For a source that was read to its end and held not one audit record. */
    public static UnreadableSourceException withoutRecords(String source, SourceContent content) {
        String what = content.lines() == 0
                ? "holds no line"
                : content.looksBinary() ? "looks binary and holds no audit record" : "holds no audit record";
        String shown = source.equals(AuditLogFiles.STANDARD_INPUT) ? "Standard input" : source;
        return new UnreadableSourceException(
                source,
                shown + " " + what + " in its " + counted(content.lines(), "line") + " ("
                        + counted(content.bytes(), "byte") + ").");
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The source's name as it was given. */
    public String source() {
        return source;
    }
}
