package io.execparity.stream.flink;

/** What the bounded job does not do. */
final class Bounded {
    private Bounded() {}

    /** How far files were read, and the results that wait to be put in order, are not saved. */
    static UnsupportedOperationException noCheckpoint() {
        return new UnsupportedOperationException(
                "The bounded job takes no checkpoints and no savepoints: run it again from the beginning.");
    }
}
