package io.execparity.alert.intake;

import java.io.IOException;
import java.util.List;

/** Findings as they come, each handed over once by one source, and again by one that was begun at an earlier place. */
public interface FindingSource extends AutoCloseable {
    /**
     * What came since the last time, in order within each part; waits a little where there is nothing.
     *
     * @throws IOException where nothing can be read for now; asking again goes on from the same place
     */
    List<Arrival> next() throws IOException, InterruptedException;

    /** How many lines were lost since the last time this was asked: what is read was deleted before it was. */
    long lost();

    /** Lines between what was handed over and the end, as far as that is known. */
    long behind();

    @Override
    void close();
}
