package io.execparity.proof.results;

import io.execparity.proof.fleet.FleetLine;
import io.execparity.proof.process.OwnProcess;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What {@code analyze} finds, run as a process over the same lines in one log. */
public final class Expectation {
    /** Exit codes of a run that found nothing for a person, and of one that found something. */
    private static final List<Integer> RAN = List.of(0, 3);

    private static final int SECONDS_TO_SETTLE = 300;

    private final Path results;

    private Expectation(Path results) {
        this.results = results;
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
        Files.createDirectories(folder);
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
        return new Expectation(results);
    }

    private static void write(FleetLine line, OutputStream log) {
        try {
            log.write(line.named());
            log.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of one file, in its order. */
    public List<String> lines(Kind kind) throws IOException {
        return Files.readAllLines(results.resolve(kind.word() + ".jsonl"));
    }
}
