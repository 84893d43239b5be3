package io.execparity.collect.reference;

/** A set of 64-bit fingerprints in 8 to 24 bytes each, whatever they stand for. It only grows. */
final class FingerprintSet {
    private static final int FIRST_CAPACITY = 1 << 10;

    /** Zero marks a free place. */
    private long[] places = new long[FIRST_CAPACITY];

    private int size;

    int size() {
        return size;
    }

    /** False where it was there already. */
    boolean add(long fingerprint) {
        if (size >= places.length / 3 * 2) {
            grow();
        }
        int place = place(places, fingerprint);
        if (places[place] != 0) {
            return false;
        }
        places[place] = stored(fingerprint);
        size++;
        return true;
    }

    boolean contains(long fingerprint) {
        return places[place(places, fingerprint)] != 0;
    }

    private void grow() {
        long[] larger = new long[places.length * 2];
        for (long stored : places) {
            if (stored != 0) {
                larger[place(larger, stored)] = stored;
            }
        }
        places = larger;
    }

    /** Where it is, or would be. */
    private static int place(long[] places, long fingerprint) {
        long stored = stored(fingerprint);
        int place = (int) stored & places.length - 1;
        while (places[place] != 0 && places[place] != stored) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private static long stored(long fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
