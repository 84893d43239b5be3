package io.execparity.stream.flink;

/** What the bounded job does not do. */
final class Bounded {
    private Bounded() {}

    /** What is known of a host lives on the heap: going on from a checkpoint would go on without it, and not tell. */
    static UnsupportedOperationException noCheckpoint() {
        return new UnsupportedOperationException(
                "The bounded job takes no checkpoints and no savepoints: run it again from the beginning.");
    }
}
