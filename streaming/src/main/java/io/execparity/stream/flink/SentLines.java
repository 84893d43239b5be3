package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.EventKey;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of its lines a host's agents have sent, so that one that comes again is known, and one that never comes is missed.
 * Only what has surely been seen is a double: what was forgotten for want of room is new again, and the coalescer
 * understands doubles as well.
 */
final class SentLines {
    private static final int MOST_SOURCES = 32;
    private static final int SOURCE = 1;
    private static final int NAME = 1;
    private static final int RUN = 2;

    /** Of each source the runs of numbers, the newest last; the source heard last is the last. */
    private final Map<String, List<SentRun>> sources = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Takes the next line's number.
     *
     * @param key of the line's event, null where it has none
     * @param now the host's time, milliseconds
     * @return false where the line was there before
     */
    boolean take(LineNumber number, @Nullable EventKey key, long now) {
        List<SentRun> runs = sources.get(number.source());
        if (runs == null) {
            makeRoom();
            runs = new ArrayList<>(1);
            // What was sent before the topic's first line, nobody knows.
            runs.add(new SentRun(number.epoch(), number.sequence()));
            sources.put(number.source(), runs);
        }
        for (SentRun run : runs) {
            if (run.epoch() == number.epoch()) {
                return run.take(number.sequence(), key, now);
            }
        }
        SentRun newest = runs.get(runs.size() - 1);
        if (number.epoch() < newest.epoch()) {
            return true; // of a run that was forgotten
        }
        if (runs.size() > 1) {
            runs.remove(0).passTo(newest);
        }
        SentRun begun = new SentRun(number.epoch(), 0);
        runs.add(begun);
        return begun.take(number.sequence(), key, now);
    }

    private void makeRoom() {
        if (sources.size() >= MOST_SOURCES) {
            sources.remove(sources.keySet().iterator().next());
        }
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    /** Whether some line is waited for. */
    boolean misses() {
        return sources.values().stream().anyMatch(runs -> runs.stream().anyMatch(SentRun::misses));
    }

    /** Told of lines that were waited for long enough. */
    interface Listener {
        /**
         * Lines never came.
         *
         * @param gap names them among all that a source's lines were numbered with
         * @param key of the event of the line behind them, null where that was no record
         */
        void missing(String source, String gap, long lines, long epoch, @Nullable EventKey key);
    }

    /** Gives up the lines that have been waited for since that time of the host, or before. */
    void giveUp(long since, Listener listener) {
        sources.forEach((name, runs) -> runs.forEach(
                run -> run.giveUp(since, (gap, lines, key) -> listener.missing(name, gap, lines, run.epoch(), key))));
    }

    void save(StateWriter out) {
        sources.forEach((name, runs) -> out.message(SOURCE, source -> {
            source.text(NAME, name);
            runs.forEach(run -> source.message(RUN, run::save));
        }));
    }

    static SentLines restored(StateReader in) throws UnreadableStateException {
        SentLines restored = new SentLines();
        while (in.next()) {
            if (in.tag() == SOURCE) {
                restored.restoreSource(in.message());
            }
        }
        return restored;
    }

    private void restoreSource(StateReader in) throws UnreadableStateException {
        String name = "";
        List<SentRun> runs = new ArrayList<>();
        while (in.next()) {
            switch (in.tag()) {
                case NAME -> name = requireNonNull(in.text());
                case RUN -> runs.add(SentRun.restored(in.message()));
                default -> {}
            }
        }
        if (!runs.isEmpty()) {
            sources.put(name, runs);
        }
    }
}
