package io.execparity.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands items from the thread that reads to a second one that works on them: in order, in batches, in bounded memory. What
 * the worker throws, the reader gets at its next call, and nothing that was handed over before {@link #finish} is left.
 */
final class Handover<T> implements AutoCloseable {
    private static final int BATCH = 256;
    private static final int BATCHES_WAITING = 16;

    private final BlockingQueue<List<T>> waiting = new ArrayBlockingQueue<>(BATCHES_WAITING);
    private final List<T> end = List.of();
    private final Thread worker;
    private List<T> batch = new ArrayList<>(BATCH);
    private volatile @Nullable Throwable failure;
    private boolean over;

    Handover(String name, Consumer<T> work) {
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
        if (batch.size() >= BATCH) {
            pass(batch);
            batch = new ArrayList<>(BATCH);
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
