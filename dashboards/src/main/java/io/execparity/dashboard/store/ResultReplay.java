package io.execparity.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells the results of finished runs anew, in the order of their times, into a folder that a dashboard follows. What the
 * folder has already is not told again, so that one that was stopped goes on. All lines are in memory: for small logs.
 */
public final class ResultReplay implements AutoCloseable {
    private static final List<String> FILES =
            List.of("findings", "suppressed", "executions", "checks", "memfds", "rejected");
    private static final JsonMapper JSON = new JsonMapper();

    /** Nobody waits for a night in which nothing happened. */
    private static final long LONGEST_GAP_MILLISECONDS = 5_000;

    private static final long SHORTEST_SLEEP_MILLISECONDS = 50;

    private final List<OutputStream> files = new ArrayList<>();
    private final List<Told> waiting = new ArrayList<>();

    private record Told(long time, int file, String line) {}

    private ResultReplay() {}

    /**
     * Reads the runs and what was told of them.
     *
     * @param runs folders of finished runs
     * @param into the folder to tell them into; made where it is not there
     * @throws UnreadableResultsException where that folder has other results than these runs begin with
     */
    public static ResultReplay of(List<Path> runs, Path into) throws IOException {
        Files.createDirectories(into);
        ResultReplay replay = new ResultReplay();
        try {
            for (int file = 0; file < FILES.size(); file++) {
                replay.prepare(runs, into, file);
            }
        } catch (IOException | RuntimeException e) {
            replay.close();
            throw e;
        }
        replay.waiting.sort(Comparator.comparingLong(Told::time).thenComparingInt(Told::file));
        return replay;
    }

    private void prepare(List<Path> runs, Path into, int file) throws IOException {
        String name = FILES.get(file) + ".jsonl";
        Path target = into.resolve(name);
        List<Told> all = new ArrayList<>();
        for (Path run : runs) {
            for (String line : Files.readAllLines(run.resolve(name))) {
                all.add(new Told(time(line), file, line));
            }
        }
        all.sort(Comparator.comparingLong(Told::time));
        List<String> told = Files.exists(target) ? Files.readAllLines(target) : List.of();
        for (int i = 0; i < told.size(); i++) {
            String expected = i < all.size() ? all.get(i).line() : "";
            boolean torn = i == told.size() - 1 && expected.startsWith(told.get(i));
            if (!torn && !expected.equals(told.get(i))) {
                throw new UnreadableResultsException(
                        target + ":" + (i + 1) + ": this is of other logs or another version; delete the folder");
            }
        }
        // The last line is written again: a stop may have torn it.
        int kept = Math.max(0, told.size() - 1);
        cut(target, all.subList(0, kept));
        files.add(new BufferedOutputStream(
                Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
        waiting.addAll(all.subList(kept, all.size()));
    }

    /** Leaves the first lines of a file, and nothing behind them. */
    private static void cut(Path target, List<Told> first) throws IOException {
        if (Files.exists(target)) {
            long bytes = 0;
            for (Told told : first) {
                bytes += told.line().getBytes(UTF_8).length + 1L;
            }
            try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
                channel.truncate(bytes);
            }
        }
    }

    /** When a result became true; for a roll-up, when it became what it is. */
    private static long time(String line) throws IOException {
        JsonNode json = JSON.readTree(line);
        String first = json.path("@timestamp").asText("");
        String text = json.path("execparity").path("last_seen").asText(first);
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            return Long.MIN_VALUE; // a line that is no record has none
        }
    }

    /** How many results are still to be told. */
    public int waiting() {
        return waiting.size();
    }

    /** Tells all of them at once. */
    public void tellAll() throws IOException {
        for (Told told : waiting) {
            write(told);
        }
        waiting.clear();
        flush();
    }

    /**
     * Tells them as they became true, gaps of more than five seconds shortened to these.
     *
     * @param speed how many seconds of the logs pass in one
     */
    public void tell(double speed) throws IOException, InterruptedException {
        double owed = 0;
        for (int i = 0; i < waiting.size(); i++) {
            Told told = waiting.get(i);
            long before = waiting.get(Math.max(0, i - 1)).time();
            if (before != Long.MIN_VALUE) {
                owed += Math.min(told.time() - before, LONGEST_GAP_MILLISECONDS) / speed;
            }
            if (owed >= SHORTEST_SLEEP_MILLISECONDS) {
                flush();
                Thread.sleep((long) owed);
                owed = 0;
            }
            write(told);
        }
        waiting.clear();
        flush();
    }

    private void write(Told told) throws IOException {
        OutputStream out = files.get(told.file());
        out.write(told.line().getBytes(UTF_8));
        out.write('\n');
    }

    private void flush() throws IOException {
        for (OutputStream file : files) {
            file.flush();
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputStream file : files) {
            file.close();
        }
    }
}
