package io.execparity.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands items from the thread that reads to a second one that works on them: in order, in batches, in bounded memory. What
 * the worker throws, the reader gets at its next call, and nothing that was handed over before {@link #finish} is left.
 */
final class Handover<T> implements AutoCloseable {
    /** Bytes by which a batch is full: enough to make waking the worker cheap beside its work. */
    private static final int BATCH_WEIGHT = 256 * 1024;

    private static final int BATCHES_WAITING = 8;

    private final BlockingQueue<List<T>> waiting = new ArrayBlockingQueue<>(BATCHES_WAITING);
    private final List<T> end = List.of();
    private final Thread worker;
    private final ToIntFunction<T> weigher;
    private List<T> batch = new ArrayList<>();
    private int weight;
    private volatile @Nullable Throwable failure;
    private boolean over;

    /**
     * @param weigher about how many bytes an item keeps in memory: a single event may hold megabytes
     * @param work called for each item on a thread of its own
     */
    Handover(String name, ToIntFunction<T> weigher, Consumer<T> work) {
        this.weigher = weigher;
        worker = new Thread(() -> work(work), name);
        worker.setDaemon(true);
        worker.start();
    }

    private void work(Consumer<T> work) {
        try {
            for (List<T> next = waiting.take(); next != end; next = waiting.take()) {
                next.forEach(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Hands one item over; waits where the worker is far behind. */
    void put(T item) {
        batch.add(item);
        weight += weigher.applyAsInt(item);
        if (weight >= BATCH_WEIGHT) {
            pass(batch);
            batch = new ArrayList<>(batch.size());
            weight = 0;
        }
    }

    private void pass(List<T> items) {
        try {
            while (!waiting.offer(items, 100, TimeUnit.MILLISECONDS)) {
                raise();
            }
            raise();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while handing over", e);
        }
    }

    private void raise() {
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Waits until everything is worked on. What the worker did is visible to the caller afterwards. */
    void finish() {
        over = true;
        pass(batch);
        pass(end);
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end", e);
        }
        raise();
    }

    /** Gives up what is not finished. */
    @Override
    public void close() {
        if (!over) {
            over = true;
            worker.interrupt();
        }
    }
}
