package io.execparity.collect.source;

/** Takes the lines of a source in order. Each {@link RawLine} is valid only until the method returns. */
public interface LineHandler {
    /** A whole line. */
    void line(RawLine line);

    /**
     * The last bytes of a source that does not end with a newline. In a log that is still written it is a line in the
     * making; in a rotated file, or where reading failed, the line was cut off.
     */
    void unfinished(RawLine line);

    /**
     * A line longer than {@link LineReader#MAX_LINE_BYTES}.
     *
     * @param beginning its first {@link LineReader#OVERSIZED_BYTES_KEPT} bytes; the rest was skipped
     * @param fullLength how long it was, in bytes
     */
    void oversized(RawLine beginning, long fullLength);
}
