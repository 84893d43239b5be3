package io.execparity.schema.message;

/**
 * The names of the headers that a Kafka record with a line has beside its value, which is the line's bytes as its
 * source had them. Records without any of them come from other shippers and are read all the same.
 *
 * <p>Agent, source, epoch and sequence together name one line for ever: a record with all four as another one is the
 * same line, sent again after a crash. Epoch and sequence are the order of a source's lines; after a failure a line may
 * arrive behind later ones. In one epoch sequences count up without gaps, so that a gap is a loss; a new epoch begins
 * where a source could not be read on.
 */
public final class LineHeaders {
    /** The agent's own name, in UTF-8. */
    public static final String AGENT = "execparity-agent";
    /**
     * The source's name: {@code audit-log}, {@code audit-socket}, {@code journal}, … and for a measurement list
     * {@code ima-list-} and the name of its file.
     */
    public static final String SOURCE = "execparity-source";
    /** When the run of numbers began, in decimal milliseconds since 1970. */
    public static final String EPOCH = "execparity-epoch";
    /** The line's number in its epoch, decimal, from 0. */
    public static final String SEQUENCE = "execparity-sequence";
    /**
     * {@code DEVICE:INODE:OFFSET} of the line in its file, decimal; absent where there is no file. Of a measurement
     * list's entry, what {@link MeasurementPlace} says.
     */
    public static final String PLACE = "execparity-place";

    private LineHeaders() {}
}
