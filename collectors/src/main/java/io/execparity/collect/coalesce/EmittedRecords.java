package io.execparity.collect.coalesce;

/**
 * Marks of the records of the last whole events, so that a record that comes after its event can be told from a repeat:
 * nothing in an event says how many AVC or INTEGRITY_RULE records belong to it.
 */
final class EmittedRecords {
    private static final int EVENTS = 2048;
    private static final int RECORDS = 16_384;

    private final long[] positions = new long[EVENTS];
    private final long[] times = new long[EVENTS];
    private final long[] starts = new long[EVENTS];
    private final int[] counts = new int[EVENTS];
    private final long[] fingerprints = new long[RECORDS];
    private long written;

    /** An event went out. One older than what its slot holds is not remembered. */
    void remember(long position, PendingEvent event) {
        int slot = (int) position & EVENTS - 1;
        int count = event.count();
        if (counts[slot] > 0 && positions[slot] > position || count > RECORDS) {
            return;
        }
        positions[slot] = position;
        times[slot] = event.key().epochMillis();
        starts[slot] = written;
        counts[slot] = count;
        for (int i = 0; i < count; i++) {
            append(event.mark(i));
        }
    }

    private void append(long fingerprint) {
        fingerprints[(int) written & RECORDS - 1] = fingerprint;
        written++;
    }

    boolean knows(long position, long epochMillis) {
        int slot = (int) position & EVENTS - 1;
        return counts[slot] > 0
                && positions[slot] == position
                && times[slot] == epochMillis
                && written - starts[slot] <= RECORDS;
    }

    /** Of an event that is known: false where the record went out with it, else it is remembered as well. */
    boolean add(long position, long fingerprint) {
        int slot = (int) position & EVENTS - 1;
        long start = starts[slot];
        int count = counts[slot];
        for (int i = 0; i < count; i++) {
            if (fingerprints[(int) (start + i) & RECORDS - 1] == fingerprint) {
                return false;
            }
        }
        if (count < RECORDS / 2) {
            starts[slot] = written;
            counts[slot] = count + 1;
            for (int i = 0; i < count; i++) {
                append(fingerprints[(int) (start + i) & RECORDS - 1]);
            }
            append(fingerprint);
        }
        return true;
    }
}
