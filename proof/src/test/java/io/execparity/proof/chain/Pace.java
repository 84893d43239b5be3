package io.execparity.proof.chain;

/** Keeps somebody from going faster than so many a second. */
final class Pace {
    private static final int CHECKED_EVERY = 100;

    private final int aSecond;
    private final long begun = System.nanoTime();

    Pace(int aSecond) {
        this.aSecond = aSecond;
    }

    /** Returns when so many may be done. */
    void await(long done) {
        if (done % CHECKED_EVERY != 0) {
            return;
        }
        long millis = done * 1000 / aSecond - (System.nanoTime() - begun) / 1_000_000;
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
