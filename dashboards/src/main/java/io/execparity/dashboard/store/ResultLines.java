package io.execparity.dashboard.store;

import io.execparity.schema.message.HostSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** All results, line by line, for whoever has to look at each of them. */
public interface ResultLines {
    /**
     * Hands over the lines of one kind in the order of their times. What was suppressed is a finding.
     *
     * @param taker may throw {@link IllegalArgumentException} for a line that it cannot read
     * @throws IOException where they cannot be read; the message names file and line
     */
    void each(Results kind, Consumer<String> taker) throws IOException;

    /** True where older lines were left out of those that were handed over. */
    boolean leftOut();

    /** The kinds of which it is not even said that there is none, as of a folder without the file. */
    default List<Results> absent() {
        return List.of();
    }

    /** What agents told of their hosts. */
    List<HostSnapshot> snapshots() throws IOException;
}
