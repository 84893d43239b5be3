package io.execparity.collect.agent.source;

/** Pauses between attempts: longer after each that soon failed, short again after one that lasted. */
final class BackOff {
    private static final long SHORTEST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 60_000;
    private static final long LASTED_NANOS = 60_000_000_000L;

    private long millis = SHORTEST_MILLIS;
    private long started;

    void begin() {
        started = System.nanoTime();
    }

    void pause() throws InterruptedException {
        if (System.nanoTime() - started > LASTED_NANOS) {
            millis = SHORTEST_MILLIS;
        }
        Thread.sleep(millis);
        millis = Math.min(2 * millis, LONGEST_MILLIS);
    }
}
