package io.execparity.dashboard.store;

import java.util.List;

/** A store that the dashboard itself fills, with the lines of a folder. */
public interface FilledStore extends ResultStore {
    /** Adds results; one whose id is there already replaces it and keeps its status. */
    void add(Results to, List<IndexedResult> results);

    /** Takes all away. */
    void clear(Results of);
}
