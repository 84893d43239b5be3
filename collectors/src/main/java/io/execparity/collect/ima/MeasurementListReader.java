package io.execparity.collect.ima;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list from its beginning, entry by entry; what it keeps does not grow with the list. The kinds of list are told
 * apart by what is in them.
 */
public sealed interface MeasurementListReader permits AsciiListReader, BinaryListReader {
    /** An entry with more is refused: no kernel writes one, and it would have to be held in memory. */
    int LARGEST_ENTRY = 8 * 1024 * 1024;

    /**
     * Finds out what the list is.
     *
     * @throws NotAMeasurementListException where there is no entry in its first 256 KiB, or nothing at all
     */
    static MeasurementListReader open(InputStream in) throws IOException, NotAMeasurementListException {
        return ListShapes.open(in);
    }

    /** Takes the list for what the caller knows it to be. */
    static MeasurementListReader of(ListShape shape, InputStream in) {
        return resume(shape, in, 0, 0);
    }

    /** Reads on where an entry ended, of which the caller knows the number and the offset. */
    static MeasurementListReader resume(ListShape shape, InputStream in, long number, long offset) {
        return shape.ascii()
                ? new AsciiListReader(shape, in, number, offset)
                : new BinaryListReader(shape, in, number, offset);
    }

    /**
     * Reads one entry that is told by itself.
     *
     * @param bytes as they stand in the list; not changed
     * @param number the entry's in its list
     */
    static ListItem only(ListShape shape, byte[] bytes, long number) {
        try {
            return shape.ascii()
                    ? AsciiListReader.only(shape, bytes, number)
                    : BinaryListReader.only(shape, bytes, number);
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot be read", e);
        }
    }

    ListShape shape();

    /** The next entry, or what is wrong with it; null at the end. */
    @Nullable
    ListItem next() throws IOException;

    /** Where the items handed out so far end, in bytes from the list's beginning. */
    long position();
}
