package io.execparity.proof.process;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for other processes, never longer than it is told to. */
public final class Waiting {
    private static final int MILLIS_BETWEEN = 100;

    private Waiting() {}

    /** What is waited for cannot come any more. */
    public static final class InVainException extends RuntimeException {
        public InVainException(String message) {
            super(message);
        }
    }

    /** Something that may not be so yet, or cannot be asked yet. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * Asks again and again. What a question throws counts as no, but for {@link InVainException}.
     *
     * @param told what to say where it never came to hold
     * @throws IllegalStateException when the time is over
     */
    public static void until(Duration most, Supplier<String> told, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        Exception last = null;
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (InterruptedException | InVainException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + most + ": " + told.get(), last);
            }
            Thread.sleep(MILLIS_BETWEEN);
        }
    }
}
