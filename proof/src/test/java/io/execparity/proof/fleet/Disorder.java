package io.execparity.proof.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What a way with several lanes does to lines: within a stretch of them any order may come out, and each may come out
 * more than once. No line comes out more than a stretch away from its place.
 */
public final class Disorder {
    private final Random random;
    private final int stretch;
    private final int copies;
    private final List<FleetLine> waiting = new ArrayList<>();

    /**
     * @param stretch how many lines of all hosts are mixed with each other; 1 keeps their order
     * @param copies how often each line comes out
     */
    public Disorder(long seed, int stretch, int copies) {
        this.random = new Random(seed);
        this.stretch = stretch;
        this.copies = copies;
    }

    /** Takes a line in; {@code out} is told of those whose turn has come. */
    public void take(FleetLine line, Consumer<FleetLine> out) {
        for (int i = 0; i < copies; i++) {
            waiting.add(line);
        }
        if (waiting.size() >= stretch * copies) {
            finish(out);
        }
    }

    /** Lets go of what waits. */
    public void finish(Consumer<FleetLine> out) {
        if (stretch > 1) {
            Collections.shuffle(waiting, random);
        }
        waiting.forEach(out);
        waiting.clear();
    }
}
