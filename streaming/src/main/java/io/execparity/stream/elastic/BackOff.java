package io.execparity.stream.elastic;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits longer each time that something fails, by a part that is left to chance, so that many who failed together do not
 * come back together. Gives up where nothing succeeded for as long as its patience lasts.
 */
final class BackOff {
    static final long FIRST_MILLIS = 50;
    static final long LONGEST_MILLIS = 10_000;

    private final Duration patience;
    private final RandomGenerator chance;
    private int failures;
    private long waitingSince;

    BackOff(Duration patience, RandomGenerator chance) {
        this.patience = requireNonNull(patience, "patience is null");
        this.chance = requireNonNull(chance, "chance is null");
    }

    /** Something went well: patience begins anew. */
    void succeeded() {
        failures = 0;
    }

    /**
     * Waits.
     *
     * @throws IOException of this cause, where patience is at its end
     */
    void failed(IOException cause) throws IOException {
        if (failures == 0) {
            waitingSince = System.nanoTime();
        } else if (System.nanoTime() - waitingSince >= patience.toNanos()) {
            throw new IOException("gave up after " + patience + ": " + cause.getMessage(), cause);
        }
        try {
            Thread.sleep(nextMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("told to stop while waiting for the server");
            stopped.addSuppressed(cause);
            throw stopped;
        }
    }

    /** How long to wait after one more failure: from half of what doubles each time to all of it. */
    long nextMillis() {
        long whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 20));
        failures++;
        return whole / 2 + chance.nextLong(whole / 2 + 1);
    }
}
