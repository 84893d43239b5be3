package io.execparity.dashboard.store;

import io.execparity.schema.message.HostRecord;
import java.util.List;

/** A store that the dashboard itself fills, with the lines of a folder. */
public interface FilledStore extends ResultStore {
    /** Adds results; one whose id is there already replaces it and keeps its status. */
    void add(Results to, List<IndexedResult> results);

    /** Puts what is known of hosts in place of what was known of them. */
    void tell(List<HostRecord> hosts);

    /** Takes all away. */
    void clear(Results of);
}
