package io.execparity.proof.speed;

import io.execparity.bench.RepeatedLog;
import io.execparity.proof.process.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code [--lines N] [--rounds N] [--seconds N] [--interval MILLIS] [--rate N] [--load SHARE] [--only
 * throughput|latency|hosts|alerts]}: how fast the live job is. Prints a table and which targets hold; ends with 1 where
 * one does not.
 */
public final class LiveSpeed {
    private static final int PARALLELISM = 2;
    private static final int FLEET = 500;
    private static final int MANY = 5_000;
    private static final double WANTED_OF_COUNTING = 0.4;
    private static final double WANTED_SECONDS = 1.5;
    private static final double WANTED_ALERT_SECONDS = 2;
    private static final double WANTED_SPREAD = 0.15;

    private final Path folder;
    private final Broker broker;
    private final RepeatedLog log;
    private long lines = 12_000_000;
    private int rounds = 3;
    private int seconds = 60;
    private int intervalMillis = 1_000;
    /** Lines a second whose findings are timed, 0 for half of what the job does. */
    private int rate;
    /** Busy share of the processors at which alerts are timed, 0 for a rate. */
    private double load;

    private String only = "";
    private boolean held = true;

    private LiveSpeed(Path folder) throws Exception {
        this.folder = folder;
        this.broker = new Broker(Files.createDirectories(folder.resolve("broker")));
        this.log = RepeatedLog.of(Path.of("../corpus/linux-7.2-raw/audit.log.gz"));
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("execparity-live");
        LiveSpeed speed = new LiveSpeed(folder);
        try {
            speed.read(List.of(arguments));
            speed.run();
        } finally {
            speed.broker.close();
            delete(folder);
        }
        System.exit(speed.held ? 0 : 1);
    }

    private void read(List<String> arguments) {
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--lines" -> lines = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--interval" -> intervalMillis = Integer.parseInt(value);
                case "--rate" -> rate = Integer.parseInt(value);
                case "--load" -> load = Double.parseDouble(value);
                case "--only" -> only = value;
                default -> throw new IllegalArgumentException("unknown option " + arguments.get(i));
            }
        }
    }

    private void run() throws Exception {
        broker.start();
        Throughput throughput =
                new Throughput(Files.createDirectories(folder.resolve("throughput")), broker, intervalMillis);
        double jobs = runs("throughput") ? throughput(throughput) : 0;
        if (runs("latency")) {
            latency(rate > 0 ? rate : (int) (jobs / 2));
        }
        if (only.equals("alerts")) {
            alerts(load > 0 ? rateAtLoad() : rate > 0 ? rate : (int) (throughput(throughput) / 2));
        }
        if (runs("hosts")) {
            hosts(throughput);
        }
    }

    private boolean runs(String part) {
        return only.isEmpty() || only.equals(part);
    }

    private double throughput(Throughput throughput) throws Exception {
        throughput.fill("fleet", 8, log, FLEET, lines);
        List<Double> counted = new ArrayList<>();
        List<Double> jobs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            counted.add(throughput.counted("fleet"));
            jobs.add(throughput.job("fleet", PARALLELISM).recordsASecond());
            ratios.add(jobs.get(i) / counted.get(i));
        }
        System.out.printf(Locale.ROOT, "consumer that counts: %,.0f records/s %s%n", median(counted), rounded(counted));
        System.out.printf(Locale.ROOT, "job, %d hosts: %,.0f records/s %s%n", FLEET, median(jobs), rounded(jobs));
        tell("job to consumer", median(ratios), "at least", WANTED_OF_COUNTING, median(ratios) >= WANTED_OF_COUNTING);
        return median(jobs);
    }

    private void latency(int linesASecond) throws Exception {
        int hosts = hostsOf(linesASecond);
        Latency latency = new Latency(Files.createDirectories(folder.resolve("latency")), broker, log, hosts);
        Latency.Seen seen = latency.measured(PARALLELISM, linesASecond, seconds, seconds);
        System.out.printf(
                Locale.ROOT,
                "append to finding at %,d records/s of %d hosts, %,d findings: p50 %d ms, p99 %d ms, most %d ms%n",
                linesASecond,
                hosts,
                seen.millis().size(),
                seen.percentile(50),
                seen.percentile(99),
                seen.percentile(100));
        double p99 = seen.percentile(99) / 1e3;
        tell("p99 from append to finding, seconds", p99, "below", WANTED_SECONDS, p99 < WANTED_SECONDS);
    }

    private int hostsOf(int linesASecond) {
        return Math.max(1, (int) (linesASecond * log.millis() / 1000 / log.lines()));
    }

    private int rateAtLoad() throws Exception {
        return new AlertLatency(folder.resolve("search"), broker, log, hostsOf(RateSearch.FIRST))
                .rateAt(load, PARALLELISM, 2 * seconds);
    }

    /** For {@code bench/alerts} alone. */
    private void alerts(int linesASecond) throws Exception {
        int hosts = hostsOf(linesASecond);
        AlertLatency latency = new AlertLatency(folder.resolve("alerts"), broker, log, hosts);
        AlertLatency.Told told = latency.measured(PARALLELISM, linesASecond, seconds, seconds);
        System.out.printf(
                Locale.ROOT,
                "append to receiver at %,d records/s of %d hosts, processors %.0f %% busy%n",
                linesASecond,
                hosts,
                told.busy() * 100);
        tellSeen("executed by the kernel", told.executed());
        tellSeen("by naming the dynamic linker", told.linked());
        Latency.Seen seen = told.all();
        double p99 = seen.percentile(99) / 1e3;
        tell("p99 from append to receiver, seconds", p99, "below", WANTED_ALERT_SECONDS, p99 < WANTED_ALERT_SECONDS);
    }

    private static void tellSeen(String what, Latency.Seen seen) {
        if (!seen.millis().isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "memory files %s: %,d alerts, p50 %d ms, p99 %d ms, most %d ms%n",
                    what,
                    seen.millis().size(),
                    seen.percentile(50),
                    seen.percentile(99),
                    seen.percentile(100));
        }
    }

    private void hosts(Throughput throughput) throws Exception {
        RepeatedLog beginning = log.beginning((int) (lines / MANY));
        long same = (long) beginning.lines() * MANY;
        throughput.fill("one", 1, beginning, 1, same);
        throughput.fill("many", 1, beginning, MANY, same);
        List<Double> one = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            one.add(throughput.job("one", 1).microsecondsARecord());
            many.add(throughput.job("many", 1).microsecondsARecord());
            ratios.add(many.get(i) / one.get(i));
        }
        System.out.printf(Locale.ROOT, "processor time a record, 1 host: %.2f us %s%n", median(one), one);
        System.out.printf(Locale.ROOT, "processor time a record, %,d hosts: %.2f us %s%n", MANY, median(many), many);
        double spread = Math.abs(median(ratios) - 1);
        tell(MANY + " hosts to one", median(ratios), "1, give or take", WANTED_SPREAD, spread <= WANTED_SPREAD);
    }

    private void tell(String what, double seen, String relation, double wanted, boolean holds) {
        held &= holds;
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f, wanted %s %.2f: %s%n",
                what,
                seen,
                relation,
                wanted,
                holds ? "holds" : "FAILED");
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String rounded(List<Double> values) {
        return Arrays.toString(values.stream().mapToLong(Math::round).toArray());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
