package io.execparity.schema.codec;

import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines in the order of their keys, whatever the order in which they came, in bounded memory. What does not
 * fit is sorted and put aside beside the target, and merged at the end.
 *
 * <p>Only {@link #finish()} makes the file, in one move: closing without it leaves the directory, and an older file of
 * that name, as they were. Who makes several files that belong together calls {@link #prepare()} for each of them first:
 * what finds no room is known before the first one stands. For one thread.
 */
public final class OrderedLines implements Closeable {
    /** Bytes of lines held in memory unless told otherwise. */
    public static final long USUAL_MEMORY = 3L * 1024 * 1024;

    /** How many runs are merged at once; each costs a descriptor and a buffer. */
    private static final int MAXIMUM_RUNS = 64;

    private static final int WRITE_BUFFER = 256 * 1024;

    private final Path directory;
    private final String name;
    private final Path target;
    private final long memory;
    private final List<KeyedLine> held = new ArrayList<>();
    /** Runs by how often their lines were merged, so that no line is merged more often than needed. */
    private final List<List<SortedRun>> generations = new ArrayList<>();

    private long heldBytes;
    private int runsMade;
    private long lines;
    private @Nullable Path partial;
    private boolean closed;

    private OrderedLines(Path directory, String name, long memory) {
        this.directory = directory;
        this.name = name;
        this.target = directory.resolve(name + ".jsonl");
        this.memory = memory;
    }

    /** Will make {@code directory/name.jsonl}; the directory must be there. */
    public static OrderedLines into(Path directory, String name) {
        return into(directory, name, USUAL_MEMORY);
    }

    /**
     * Will make {@code directory/name.jsonl}; the directory must be there.
     *
     * @param memory how many bytes of lines to hold before putting them aside, 1 or more
     */
    public static OrderedLines into(Path directory, String name, long memory) {
        requireNonNull(directory, "directory is null");
        if (memory < 1) {
            throw new IllegalArgumentException("memory for lines is " + memory);
        }
        return new OrderedLines(directory, requireNonNull(name, "name is null"), memory);
    }

    /**
     * Takes one line.
     *
     * @param line without a line feed
     */
    public void add(SortKey key, byte[] line) throws IOException {
        add(KeyedLine.of(key, line));
    }

    /** Takes one line that has its key already. */
    public void add(KeyedLine line) throws IOException {
        requireOpen();
        held.add(line);
        heldBytes += line.length() + KeyedLine.OVERHEAD;
        lines++;
        if (heldBytes >= memory) {
            spill();
        }
    }

    /** How many lines were added. */
    public long lines() {
        return lines;
    }

    /** Writes all of the file under another name; no line can be added any more. */
    public void prepare() throws IOException {
        requireOpen();
        if (runsMade == 0) {
            write(sortHeld());
        } else {
            spill();
            write(SortedRun.merge(fewRuns()));
        }
        dropAll();
    }

    /** Makes the file and closes. Returns its path. */
    public Path finish() throws IOException {
        try (this) {
            if (partial == null) {
                prepare();
            }
            Files.move(requireNonNull(partial), target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        }
    }

    /** Gives up unless finished. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            dropAll();
        } finally {
            if (partial != null) {
                Files.deleteIfExists(partial);
                partial = null;
            }
        }
    }

    private void dropAll() throws IOException {
        held.clear();
        IOException failure = null;
        for (List<SortedRun> runs : generations) {
            for (SortedRun run : runs) {
                try {
                    run.close();
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        generations.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private void requireOpen() {
        if (closed || partial != null) {
            throw new IllegalStateException(target + " is finished");
        }
    }

    private void spill() throws IOException {
        if (held.isEmpty()) {
            return;
        }
        keep(0, sortHeld());
        held.clear();
        heldBytes = 0;
    }

    private SortedRun.Lines sortHeld() {
        Collections.sort(held);
        Iterator<KeyedLine> sorted = held.iterator();
        return () -> sorted.hasNext() ? sorted.next() : null;
    }

    private void keep(int generation, SortedRun.Lines sorted) throws IOException {
        SortedRun run = SortedRun.write(directory.resolve("." + name + ".run-" + runsMade++), sorted);
        while (generations.size() <= generation) {
            generations.add(new ArrayList<>());
        }
        List<SortedRun> siblings = generations.get(generation);
        siblings.add(run);
        if (siblings.size() == MAXIMUM_RUNS) {
            keep(generation + 1, SortedRun.merge(siblings));
            drop(siblings);
        }
    }

    /** All runs, brought down to as many as can be merged at once: the small ones are merged first. */
    private List<SortedRun> fewRuns() throws IOException {
        for (int i = 0; i < generations.size() - 1 && runCount() > MAXIMUM_RUNS; i++) {
            List<SortedRun> runs = generations.get(i);
            keep(i + 1, SortedRun.merge(runs));
            drop(runs);
        }
        List<SortedRun> all = new ArrayList<>();
        generations.forEach(all::addAll);
        return all;
    }

    private int runCount() {
        return generations.stream().mapToInt(List::size).sum();
    }

    private static void drop(List<SortedRun> runs) throws IOException {
        for (SortedRun run : runs) {
            run.close();
        }
        runs.clear();
    }

    private void write(SortedRun.Lines sorted) throws IOException {
        Path unfinished = directory.resolve(
                "." + name + ".partial-" + ProcessHandle.current().pid());
        Files.deleteIfExists(unfinished);
        partial = unfinished;
        try (FileChannel channel =
                FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), WRITE_BUFFER);
            for (KeyedLine line = sorted.next(); line != null; line = sorted.next()) {
                line.writeLineTo(out);
            }
            out.flush();
            channel.force(true);
        }
    }
}
