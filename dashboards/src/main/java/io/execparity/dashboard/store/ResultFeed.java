package io.execparity.dashboard.store;

import java.io.IOException;

/** Where the results of a store come from, and go on coming. For one thread. */
public interface ResultFeed {
    /**
     * Adds what came since it was asked last.
     *
     * @return whether anything did
     * @throws IOException where it cannot be reached now; it can be asked again
     */
    boolean read(FilledStore store) throws IOException;
}
