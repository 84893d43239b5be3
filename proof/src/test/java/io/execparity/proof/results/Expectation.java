package io.execparity.proof.results;

import io.execparity.proof.fleet.FleetLine;
import io.execparity.schema.testing.OwnProcess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What {@code analyze} finds, run as a process over the same lines: in one log, or of many hosts in several, as it bounds
 * what waits of all of them together.
 */
public final class Expectation {
    /** Exit codes of a run that found nothing for a person, and of one that found something. */
    private static final List<Integer> RAN = List.of(0, 3);

    private static final int SECONDS_TO_SETTLE = 300;
    private static final int MOST_HOSTS = 100;

    private final List<Path> results;

    private Expectation(List<Path> results) {
        this.results = List.copyOf(results);
    }

    /** Somebody who hands out all lines in their order. */
    @FunctionalInterface
    public interface Lines {
        void forEach(Consumer<FleetLine> consumer);
    }

    /**
     * Runs it.
     *
     * @param folder of its own, kept until {@link #lines} was asked for all
     */
    public static Expectation of(Path folder, Lines lines) throws Exception {
        return of(folder, List.of(), lines);
    }

    /**
     * Runs it.
     *
     * @param folder of its own, kept until {@link #lines} was asked for all
     * @param hosts that the lines are of, where they may be too many for one log
     */
    public static Expectation of(Path folder, List<String> hosts, Lines lines) throws Exception {
        List<Path> results = new ArrayList<>();
        if (hosts.size() <= MOST_HOSTS) {
            results.add(analyzed(Files.createDirectories(folder), lines));
        }
        for (int from = 0; from < hosts.size() && hosts.size() > MOST_HOSTS; from += MOST_HOSTS) {
            Set<String> some = Set.copyOf(hosts.subList(from, Math.min(from + MOST_HOSTS, hosts.size())));
            results.add(analyzed(
                    Files.createDirectories(folder.resolve("from-" + from)),
                    consumer -> lines.forEach(line -> {
                        if (some.contains(line.host())) {
                            consumer.accept(line);
                        }
                    })));
        }
        return new Expectation(results);
    }

    private static Path analyzed(Path folder, Lines lines) throws Exception {
        Path results = folder.resolve("results");
        try (OwnProcess analyze = OwnProcess.java(
                List.of("-Xmx1g"),
                "io.execparity.cli.Main",
                List.of("analyze", "--audit", "-", "--out", results.toString()),
                folder.resolve("analyze.log"))) {
            analyze.start();
            try (OutputStream log = new BufferedOutputStream(analyze.input(), 1 << 16)) {
                lines.forEach(line -> write(line, log));
            }
            int code = analyze.await(SECONDS_TO_SETTLE);
            if (!RAN.contains(code)) {
                throw new IllegalStateException("analyze ended with " + code + ": " + analyze.told());
            }
        }
        return results;
    }

    private static void write(FleetLine line, OutputStream log) {
        try {
            log.write(line.named());
            log.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of one file, of one run behind another. */
    public List<String> lines(Kind kind) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path each : results) {
            lines.addAll(Files.readAllLines(each.resolve(kind.word() + ".jsonl")));
        }
        return lines;
    }
}
