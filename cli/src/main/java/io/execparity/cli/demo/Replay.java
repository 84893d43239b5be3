package io.execparity.cli.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes recorded logs anew, each to a file as auditd writes it, at the pace of their stamps. What a file has already is
 * not written again, so that a replay that was stopped goes on, in the middle of a line too. All lines are in memory: for
 * small logs.
 */
final class Replay implements AutoCloseable {
    private static final Pattern STAMP = Pattern.compile("audit\\((\\d{1,12})\\.(\\d{3}):");

    /** Nobody waits for a night in which nothing happened. */
    private static final long LONGEST_GAP_MILLISECONDS = 5_000;

    private static final long SHORTEST_SLEEP_MILLISECONDS = 50;

    private final List<OutputStream> files = new ArrayList<>();
    private final List<Line> waiting = new ArrayList<>();

    /**
     * What is left of a line.
     *
     * @param time of the latest stamp up to it, milliseconds of the epoch, 0 before any
     * @param text each byte a character
     */
    private record Line(long time, OutputStream file, String text) {}

    /**
     * Adds a log.
     *
     * @throws IOException where the file holds something else than the log's beginning
     */
    void add(byte[] log, Path file) throws IOException {
        byte[] there = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        if (there.length > log.length || !Arrays.equals(there, 0, there.length, log, 0, there.length)) {
            throw new FileSystemException(
                    file.toString(), null, "this is of another log than the bundled one; delete the demo's folder");
        }
        OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        files.add(out);
        long time = 0;
        int next = 0;
        for (int begin = 0; begin < log.length; begin = next) {
            next = begin;
            while (next < log.length && log[next++] != '\n') {
                // to its end
            }
            String line = new String(log, begin, next - begin, ISO_8859_1);
            time = Math.max(time, time(line));
            if (next > there.length) {
                waiting.add(new Line(time, out, line.substring(Math.max(0, there.length - begin))));
            }
        }
    }

    private static long time(String line) {
        Matcher stamp = STAMP.matcher(line);
        return stamp.find() ? Long.parseLong(stamp.group(1)) * 1000 + Long.parseLong(stamp.group(2)) : 0;
    }

    /**
     * Writes what is left, gaps of more than five seconds shortened to these.
     *
     * @param speed how many seconds of the logs pass in one
     */
    void write(double speed) throws IOException, InterruptedException {
        waiting.sort(Comparator.comparingLong(Line::time));
        long before = waiting.isEmpty() ? 0 : waiting.get(0).time();
        double owed = 0;
        for (Line line : waiting) {
            owed += Math.min(line.time() - before, LONGEST_GAP_MILLISECONDS) / speed;
            before = line.time();
            if (owed >= SHORTEST_SLEEP_MILLISECONDS) {
                Thread.sleep((long) owed);
                owed = 0;
            }
            line.file().write(line.text().getBytes(ISO_8859_1));
        }
        waiting.clear();
    }

    @Override
    public void close() throws IOException {
        for (OutputStream file : files) {
            file.close();
        }
    }
}
