package io.execparity.collect.ima;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets replays run beside the reading and checking of what follows: a register is a chain in which each link needs the
 * one before, but nothing else waits for it. Entries go over in batches of bounded number and size, one of which is
 * replayed while the next is gathered. What only begins with a few entries, as most lists do, is replayed where it is
 * asked for.
 *
 * <p>For one thread; the other is its own affair.
 */
final class ReplayQueue {
    private static final int MOST_ENTRIES = 1024;
    private static final long MOST_BYTES = 1 << 20;

    /** For all queues. On two processors the pool that is there anyway would start a thread for every batch. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "replay");
        thread.setDaemon(true);
        return thread;
    });

    private final Replays replays;
    private List<MeasurementEntry> gathered = new ArrayList<>(MOST_ENTRIES);
    private long bytes;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    ReplayQueue(Replays replays) {
        this.replays = replays;
    }

    void add(MeasurementEntry entry) {
        gathered.add(entry);
        bytes += entry.bytes().length;
        if (gathered.size() == MOST_ENTRIES || bytes > MOST_BYTES) {
            List<MeasurementEntry> batch = gathered;
            running.join();
            running = CompletableFuture.runAsync(() -> batch.forEach(replays::add), THREADS);
            gathered = new ArrayList<>(MOST_ENTRIES);
            bytes = 0;
        }
    }

    /** The replays, which have then taken everything that was added so far. */
    Replays finished() {
        running.join();
        gathered.forEach(replays::add);
        gathered.clear();
        bytes = 0;
        return replays;
    }
}
