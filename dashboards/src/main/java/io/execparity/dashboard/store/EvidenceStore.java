package io.execparity.dashboard.store;

import io.execparity.schema.evidence.EvidenceRecord;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The audit records that results name, as far as the logs were given. */
public interface EvidenceStore {
    /** The most records that are kept; further ones are left out. */
    long MOST_RECORDS = 2_000_000;

    /** Tells whether any result of any kind names a stamp, as things stand now. */
    Predicate<String> named();

    /** Adds records in the order in which they were logged. */
    void addRecords(List<EvidenceRecord> records);

    /**
     * The records of events in the order of their stamps and, within an event, in the order in which they were logged.
     *
     * @param host records whose line names no host belong to any
     */
    List<EvidenceRecord> records(String host, Collection<String> stamps);

    /** Whether any log was given: without one, nothing can be said of a record that is not there. */
    boolean hasRecords();
}
