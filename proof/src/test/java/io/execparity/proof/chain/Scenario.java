package io.execparity.proof.chain;

import io.execparity.proof.fleet.ClockStep;
import io.execparity.proof.fleet.Disorder;
import io.execparity.proof.fleet.Fleet;
import io.execparity.proof.fleet.FleetLine;
import io.execparity.proof.results.Comparison;
import io.execparity.proof.results.Expectation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One run of a fleet's lines through the chain while things break, and what came of it.
 *
 * @param name as reports say it
 * @param fleet whose lines
 * @param linesASecond how fast they come, so that what breaks breaks in the middle
 * @param faults in the order in which they strike, evenly over the run
 * @param steps of hosts' clocks
 * @param disorder what the way does to lines, 1 and 1 for nothing
 * @param seed of all chance in it
 */
public record Scenario(
        String name,
        Fleet fleet,
        int linesASecond,
        List<Fault> faults,
        List<ClockStep> steps,
        Disordered disorder,
        long seed) {
    /** How many lines are mixed with each other, how many times each comes, and what stays together. */
    public record Disordered(int stretch, int copies, Disorder.Grain grain) {
        /** Every line once, in order. */
        public static final Disordered NOT = new Disordered(1, 1, Disorder.Grain.EVENT);
    }

    /** Nothing breaks. */
    public static Scenario quiet(String name, Fleet fleet, int linesASecond) {
        return new Scenario(name, fleet, linesASecond, List.of(), List.of(), Disordered.NOT, 1);
    }

    /**
     * Runs it: what {@code analyze} finds, what the chain finds, and the one held against the other.
     *
     * @param folder of its own
     */
    public List<Comparison> run(Path folder, Setup setup) throws Exception {
        Expectation expectation = Expectation.of(folder.resolve("analyze"), fleet.hosts(), this::written);
        try (Chain chain = new Chain(folder, setup)) {
            chain.start();
            shipInto(chain);
            chain.awaitRead();
            chain.cluster().drain();
            return chain.compare(expectation);
        }
    }

    /** The lines as their hosts write them, in order. */
    private void written(Consumer<FleetLine> consumer) {
        fleet.forEach(line -> {
            FleetLine stepped = line;
            for (ClockStep step : steps) {
                stepped = step.apply(stepped);
            }
            consumer.accept(stepped);
        });
    }

    private void shipInto(Chain chain) throws Exception {
        ExecutorService breaker = Executors.newSingleThreadExecutor();
        try {
            Random random = new Random(seed);
            List<Future<?>> struck = new ArrayList<>();
            Pace pace = new Pace(linesASecond);
            Disorder mixed = new Disorder(seed, disorder.stretch(), disorder.copies(), disorder.grain());
            int every = fleet.size() / (faults.size() + 1);
            int[] taken = new int[1];
            written(line -> {
                mixed.take(line, chain::take);
                pace.await(++taken[0]);
                if (taken[0] % every == 0 && struck.size() < faults.size()) {
                    Fault fault = faults.get(struck.size());
                    struck.add(breaker.submit(() -> {
                        fault.strike(chain, random);
                        return fault;
                    }));
                }
            });
            mixed.finish(chain::take);
            for (Future<?> fault : struck) {
                fault.get();
            }
        } finally {
            breaker.shutdownNow();
        }
    }
}
