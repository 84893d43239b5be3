package io.execparity.alert.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * One file with all that outlives the process: how far the input was read, what receivers were told of, and what is still
 * to be sent. What one {@link #change} does is there as a whole or not at all, however the process ends, and it is on
 * disk when the call returns. For any number of threads, one at a time.
 */
public final class AlertStore implements AutoCloseable {
    private static final String FILE = "alerts.mv";
    private static final int COMPACTING_MILLIS = 50;
    private static final int CACHE_MEBIBYTES = 8;

    private final MVStore store;
    private final MVMap<String, String> positions;
    private final MVMap<String, String> counters;
    private boolean broken;

    private AlertStore(MVStore store) {
        this.store = store;
        this.positions = store.openMap("positions");
        this.counters = store.openMap("counters");
    }

    /**
     * Opens the file, or makes it.
     *
     * @param folder which only this user may read from then on
     * @throws IOException where another process has it open, or it is damaged
     */
    public static AlertStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path file = folder.resolve(FILE);
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    // Else a change of more than this would be written in parts.
                    .autoCommitBufferSize(0)
                    .cacheSize(CACHE_MEBIBYTES)
                    .open();
            store.setVersionsToKeep(0);
            return new AlertStore(store);
        } catch (MVStoreException e) {
            throw new IOException(file + ": in use by another process, or damaged (" + e.getErrorCode() + ")", e);
        }
    }

    /** Changes things; whatever throws leaves the file as it was, and the store unusable. */
    public synchronized <T> T change(Supplier<T> changes) {
        boolean done = false;
        try {
            T result = changes.get();
            store.commit();
            store.sync();
            done = true;
            return result;
        } finally {
            broken |= !done;
        }
    }

    /** Looks at things, while nobody changes them. */
    public synchronized <T> T look(Supplier<T> at) {
        return at.get();
    }

    /** Waits until somebody changes things for it to hold, at most so long. */
    public synchronized void await(long millis, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0 && !condition.getAsBoolean(); ) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
    }

    /** Wakes whoever awaits something. */
    synchronized void wake() {
        notifyAll();
    }

    /** A map of texts; to be changed within {@link #change} only. */
    MVMap<String, String> texts(String name) {
        return store.openMap(name);
    }

    /** A map of texts in order of numbers; as above. */
    MVMap<Long, String> numbered(String name) {
        return store.openMap(name);
    }

    /** A map of numbers; as above. */
    MVMap<String, Long> numbers(String name) {
        return store.openMap(name);
    }

    void drop(String name) {
        store.removeMap(name);
    }

    Iterable<String> names() {
        return store.getMapNames();
    }

    /** How far a part of the input was read, empty where it never was. */
    public String position(String part) {
        String position = positions.get(part);
        return position == null ? "" : position;
    }

    /** Says how far; within {@link #change} only. */
    public void position(String part, String position) {
        positions.put(part, position);
    }

    /** The probe's runs that were announced, by their markers; to be changed within {@link #change} only. */
    public Map<String, String> announcedRuns() {
        return store.openMap("probe-runs");
    }

    /** What is counted for ever. */
    public synchronized Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counters.forEach((name, count) -> counts.put(name, Long.parseLong(count)));
        return counts;
    }

    /** Adds to what is counted; within {@link #change} only. */
    public void count(String name, long more) {
        String before = counters.get(name);
        counters.put(name, Long.toString((before == null ? 0 : Long.parseLong(before)) + more));
    }

    /** Gives room back to the file system, a little at a time. */
    public synchronized void compact() {
        if (!broken) {
            store.compactFile(COMPACTING_MILLIS);
        }
    }

    @Override
    public synchronized void close() {
        if (broken) {
            store.closeImmediately();
        } else {
            store.close();
        }
    }
}
