package io.execparity.schema.record;

import static java.util.Objects.requireNonNull;

/**
 * Where a line was read: what a person opens to see the raw evidence.
 *
 * @param source the file's name as it was given, {@code -} for standard input
 * @param offset bytes before the line, counted after decompression
 */
public record Origin(String source, long offset) {
    public Origin {
        requireNonNull(source, "source is null");
    }

    @Override
    public String toString() {
        return source + ":" + offset;
    }
}
