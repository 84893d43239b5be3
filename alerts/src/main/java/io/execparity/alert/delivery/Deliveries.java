package io.execparity.alert.delivery;

import io.execparity.alert.route.Answer;
import io.execparity.alert.route.Receiver;
import io.execparity.alert.store.Outbox;
import io.execparity.alert.store.Outbox.Waiting;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Sends what waits for one receiver, one after the other and in order: the next one only when the one before was taken,
 * or refused for good. For a thread of its own.
 */
public final class Deliveries implements Runnable {
    private static final long LOOK_MILLIS = 1_000;
    private static final long LONG_NANOS = 300_000_000_000L;

    private final String route;
    private final Receiver receiver;
    private final Outbox outbox;
    private final long leastMillis;
    private final Consumer<String> complain;
    private final CountDownLatch stop;
    private final Pause pause = new Pause(RandomGenerator.getDefault());
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    /** By the system's own clock, 0 where the last attempt did not fail. */
    private volatile long failingSince;

    /**
     * @param leastMillis between two notices
     * @param complain told of the first failure of several, and of what is refused for good
     * @param stop open when it is to end; nobody may interrupt its thread, which could be writing the store
     */
    public Deliveries(
            String route,
            Receiver receiver,
            Outbox outbox,
            long leastMillis,
            Consumer<String> complain,
            CountDownLatch stop) {
        this.stop = stop;
        this.route = route;
        this.receiver = receiver;
        this.outbox = outbox;
        this.leastMillis = leastMillis;
        this.complain = complain;
    }

    @Override
    public void run() {
        try (receiver) {
            while (stop.getCount() > 0) {
                Optional<Waiting> next = outbox.first(route);
                if (next.isEmpty()) {
                    outbox.await(route, LOOK_MILLIS);
                } else {
                    deliver(next.get());
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } catch (RuntimeException e) {
            // What was being sent when all was closed is sent again the next time.
            if (stop.getCount() > 0) {
                throw e;
            }
        }
    }

    private void deliver(Waiting waiting) throws InterruptedException {
        attempts.incrementAndGet();
        Answer answer = send(waiting);
        if (answer.outcome() == Answer.Outcome.LATER) {
            failures.incrementAndGet();
            failingSince = failingSince == 0 ? Math.max(1, System.nanoTime()) : failingSince;
            if (pause.failures() == 0) {
                complain.accept(route + ": " + answer.why() + "; trying again until it takes it");
            }
            pause(pause.afterFailure(answer.afterMillis()));
            return;
        }
        failingSince = 0;
        pause.succeeded();
        boolean taken = answer.outcome() == Answer.Outcome.TAKEN;
        if (!taken) {
            complain.accept(route + ": refused notice " + waiting.notice().id() + " for good: " + answer.why());
        }
        outbox.done(waiting, taken ? "delivered" : "refused");
        pause(leastMillis);
    }

    /** Stopping ends it. */
    private void pause(long millis) throws InterruptedException {
        boolean unused = stop.await(millis, TimeUnit.MILLISECONDS);
    }

    private Answer send(Waiting waiting) throws InterruptedException {
        try {
            return receiver.send(waiting.notice());
        } catch (IOException e) {
            return Answer.later(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    public String route() {
        return route;
    }

    /** How often something was sent. */
    public long attempts() {
        return attempts.get();
    }

    /** How often that failed. */
    public long failures() {
        return failures.get();
    }

    /** Whether all attempts of the last five minutes failed. */
    public boolean isFailing() {
        long since = failingSince;
        return since != 0 && System.nanoTime() - since > LONG_NANOS;
    }
}
