package io.execparity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What {@code bench/compare} measured, as a table, and whether the promised ratios hold: {@code ComparisonReport
 * RESULTS}. Ends with 1 where one does not hold or could not be measured.
 */
final class ComparisonReport {
    private final Map<String, List<Run>> runs = new LinkedHashMap<>();
    private boolean allHold = true;

    /** One process; what was not measured is not a number. */
    private record Run(double records, double wall, double user, double system, double peakKibibytes) {
        static Run of(String[] columns) {
            double[] numbers = new double[5];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i + 1 < columns.length ? Double.parseDouble(columns[i + 1]) : Double.NaN;
            }
            return new Run(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        }
    }

    public static void main(String[] arguments) throws IOException {
        ComparisonReport report = new ComparisonReport();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] columns = line.split("\t");
            report.runs.computeIfAbsent(columns[0], name -> new ArrayList<>()).add(Run.of(columns));
        }
        report.printTable();
        report.printRatios();
        report.printTargets();
        System.exit(report.allHold ? 0 : 1);
    }

    private void printTable() {
        System.out.printf(
                Locale.ROOT,
                "%n%-24s %12s %10s %8s %10s %9s%n",
                "median",
                "records",
                "records/s",
                "wall s",
                "user+sys s",
                "peak MiB");
        runs.forEach((name, of) -> System.out.printf(
                Locale.ROOT,
                "%-24s %,12.0f %,10.0f %8.2f %10.2f %9.0f%n",
                name,
                median(of, Run::records),
                median(of, run -> run.records / run.wall),
                median(of, Run::wall),
                median(of, run -> run.user + run.system),
                median(of, run -> run.peakKibibytes / 1024)));
        System.out.println();
    }

    /** Ratios that nothing was promised of. */
    private void printRatios() {
        for (String peer : List.of("libauparse", "libauparse-interpreted")) {
            inPassing("collectors", peer);
            inPassing("collectors-long", peer + "-long");
            inPassing("collectors-long-steady", peer + "-long");
        }
        System.out.println();
    }

    private void inPassing(String ours, String peer) {
        if (runs.containsKey(ours) && runs.containsKey(peer)) {
            System.out.printf(
                    Locale.ROOT, "        %s has %.2f times the rate of %s%n", ours, rate(ours) / rate(peer), peer);
        }
    }

    /** In records a second. */
    private double rate(String name) {
        return median(runs.getOrDefault(name, List.of()), run -> run.records / run.wall);
    }

    private void atRate(String ours, String peer, double target) {
        if (!runs.containsKey(ours) || !runs.containsKey(peer)) {
            unmeasured(ours + " against " + peer);
            return;
        }
        double ratio = rate(ours) / rate(peer);
        verdict(
                ratio >= target,
                String.format(
                        Locale.ROOT, "%s has %.2f times the rate of %s (at least %.0f)", ours, ratio, peer, target));
    }

    private void printTargets() {
        atRate("collectors-long-steady", "libauparse-interpreted-long", 3);
        faster("analyze", "laurel", 8);
        List<Run> ordinary = runs.get("analyze");
        List<Run> tenfold = runs.get("analyze-long");
        if (ordinary == null || tenfold == null) {
            unmeasured("peak memory");
            return;
        }
        double growth = median(tenfold, Run::peakKibibytes) / median(ordinary, Run::peakKibibytes) - 1;
        verdict(
                Math.abs(growth) <= 0.1,
                String.format(
                        Locale.ROOT,
                        "peak memory of analyze changes by %+.1f %% for %.0f times the records (at most 10 %%)",
                        100 * growth,
                        median(tenfold, Run::records) / median(ordinary, Run::records)));
    }

    /** The median of the ratios of runs that followed each other, which a change of load between rounds spares. */
    private void faster(String ours, String peer, double target) {
        List<Run> mine = runs.get(ours);
        List<Run> theirs = runs.get(peer);
        if (mine == null || theirs == null || mine.size() != theirs.size()) {
            unmeasured(ours + " against " + peer);
            return;
        }
        List<Double> wall = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int i = 0; i < mine.size(); i++) {
            Run a = mine.get(i);
            Run b = theirs.get(i);
            wall.add(b.wall / a.wall);
            processor.add((b.user + b.system) / (a.user + a.system));
        }
        verdict(
                median(wall) >= target,
                String.format(
                        Locale.ROOT,
                        "%s is %.2f times as fast as %s (at least %.0f), with processor time as measure %.2f",
                        ours,
                        median(wall),
                        peer,
                        target,
                        median(processor)));
    }

    private void unmeasured(String what) {
        verdict(false, what + " was not measured");
    }

    private void verdict(boolean holds, String sentence) {
        allHold &= holds;
        System.out.println((holds ? "ok      " : "FAILED  ") + sentence);
    }

    private static double median(List<Run> of, ToDoubleFunction<Run> column) {
        return median(of.stream().map(column::applyAsDouble).toList());
    }

    private static double median(List<Double> of) {
        List<Double> sorted = of.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
