package io.execparity.proof.chain;

import io.execparity.proof.chain.Scenario.Disordered;
import io.execparity.proof.fleet.ClockStep;
import io.execparity.proof.fleet.Disorder;
import io.execparity.proof.fleet.Fleet;
import io.execparity.proof.results.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * {@code [SCENARIO…]}: runs the whole chain once for each scenario, all of them unless some are named, and prints a row
 * of a table for each. Ends with 1 where results were not those of {@code analyze}.
 */
public final class Faults {
    private static final int FEW = 12;
    private static final int MANY = 500;
    private static final int BRISK = 2_500;
    private static final int FAST = 50_000;
    private static final int SELDOM = 20_000;
    private static final int LATENESS_MILLIS = 1_000;
    private static final long SEED = 20_261_122;

    private final Map<String, Run> runs = new LinkedHashMap<>();

    private record Run(Scenario scenario, Setup setup) {}

    private Faults() throws IOException {
        Fleet many = Fleet.of(MANY, SEED);
        for (int parallelism : List.of(1, 2, 4)) {
            for (String backend : List.of("heap", "rocksdb")) {
                String name = "fleet-" + parallelism + "-" + backend;
                add(
                        Scenario.quiet(name, many, FAST),
                        new Setup(parallelism, 1, backend, List.of(), false).withCheckpoints(SELDOM));
            }
        }
        Fleet few = Fleet.of(FEW, SEED);
        List<String> agents = few.hosts().subList(0, 2);
        Setup setup = new Setup(2, 2, "rocksdb", agents, false);
        Setup indexed = new Setup(2, 2, "heap", agents, true);
        add(Scenario.quiet("nothing-breaks", few, BRISK), indexed);
        for (Fault fault : Fault.values()) {
            String name = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
            add(struck(name, few, List.of(fault), SEED), fault == Fault.ELASTIC_STOPPED ? indexed : setup);
        }
        String stepping = few.hosts().get(3);
        add(
                new Scenario(
                        "clock-steps",
                        few,
                        BRISK,
                        List.of(),
                        List.of(new ClockStep(stepping, 600, 7_200), new ClockStep(stepping, 1_200, -3_600)),
                        Disordered.NOT,
                        SEED),
                setup);
        add(disordered("events-shuffled", few, new Disordered(200, 1, Disorder.Grain.EVENT)), setup);
        add(
                disordered("records-shuffled", few, new Disordered(60, 1, Disorder.Grain.RECORD)),
                setup.withLateness(LATENESS_MILLIS));
        add(disordered("every-record-twice", few, new Disordered(200, 2, Disorder.Grain.EVENT)), setup);
        for (long seed = 1; seed <= 3; seed++) {
            add(struck("ten-faults-" + seed, few, tenFaults(seed), seed), indexed);
        }
    }

    private void add(Scenario scenario, Setup setup) {
        runs.put(scenario.name(), new Run(scenario, setup));
    }

    private static Scenario struck(String name, Fleet fleet, List<Fault> faults, long seed) {
        return new Scenario(name, fleet, BRISK, faults, List.of(), Disordered.NOT, seed);
    }

    private static Scenario disordered(String name, Fleet fleet, Disordered disorder) {
        return new Scenario(name, fleet, BRISK, List.of(), List.of(), disorder, SEED);
    }

    private static List<Fault> tenFaults(long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> Fault.values()[random.nextInt(Fault.values().length)])
                .limit(10)
                .toList();
    }

    public static void main(String[] arguments) throws Exception {
        Faults faults = new Faults();
        List<String> names = arguments.length == 0 ? List.copyOf(faults.runs.keySet()) : List.of(arguments);
        List<String> unknown =
                names.stream().filter(name -> !faults.runs.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no scenario " + unknown + "; there are " + faults.runs.keySet());
        }
        System.out.println("| scenario | parallelism, state | lines | results | equal | s |");
        System.out.println("|---|---|--:|--:|---|--:|");
        List<String> failed = new ArrayList<>();
        for (String name : names) {
            if (!faults.run(faults.runs.get(name))) {
                failed.add(name);
            }
        }
        System.out.println(names.size() - failed.size() + " held, " + failed.size() + " did not " + failed);
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private boolean run(Run run) throws IOException {
        Scenario scenario = run.scenario();
        Path folder = Files.createTempDirectory("execparity-" + scenario.name());
        long begun = System.nanoTime();
        String told;
        boolean equal = false;
        int results = 0;
        List<Comparison> wrong = List.of();
        try {
            List<Comparison> comparisons = scenario.run(folder, run.setup());
            wrong = comparisons.stream()
                    .filter(comparison -> !comparison.isEqual())
                    .toList();
            results = comparisons.stream().mapToInt(Comparison::expected).sum();
            equal = wrong.isEmpty();
            told = equal ? "yes" : "NO";
        } catch (Exception | AssertionError e) {
            told = "FAILED: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            e.printStackTrace();
        } finally {
            delete(folder);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d, %s | %,d | %,d | %s | %d |%n",
                scenario.name(),
                run.setup().parallelism(),
                run.setup().backend(),
                scenario.fleet().size(),
                results,
                told,
                (System.nanoTime() - begun) / 1_000_000_000);
        wrong.forEach(System.err::println);
        return equal;
    }

    private static void delete(Path folder) throws IOException {
        if (System.getProperty("execparity.keep") != null) {
            System.err.println("kept: " + folder);
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
