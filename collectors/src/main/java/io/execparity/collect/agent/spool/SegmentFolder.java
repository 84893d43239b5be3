package io.execparity.collect.agent.spool;

import com.sun.security.auth.module.UnixSystem;
import io.execparity.collect.agent.spool.Compaction.Depth;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The files of a spool, which one process at a time may use, and how large each is. */
final class SegmentFolder implements Closeable {
    /**
     * What an earlier run left, ready to go on.
     *
     * @param lost bytes behind the last whole record, which are gone
     */
    record Recovered(SourceStates states, SegmentWriter writer, long lost) {}

    /** The segment that has to give way next. */
    record Victim(long number, Depth depth) {}

    private final Path folder;
    private final FileChannel lock;
    private final TreeMap<Long, Long> sizes = new TreeMap<>();
    private final Set<Long> compacted = new HashSet<>();
    private long bytes;

    private SegmentFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static SegmentFolder open(Path path) throws IOException {
        makeOwn(path);
        FileChannel lock = FileChannel.open(
                path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        if (!acquire(lock)) {
            lock.close();
            throw new IOException(path + " is in use by another agent");
        }
        SegmentFolder folder = new SegmentFolder(path, lock);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (Segment.number(file) > 0) {
                    folder.put(Segment.number(file), Files.size(file));
                } else if (file.getFileName().toString().endsWith(".new")) {
                    Files.delete(file);
                }
            }
        }
        return folder;
    }

    /** Lines tell what users do and are nobody else's to read, write or plant. */
    private static void makeOwn(Path path) throws IOException {
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(owner));
        Object uid = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || ((Number) uid).longValue() != new UnixSystem().getUid()) {
            throw new IOException(path + " has to be a folder of the agent's own user");
        }
        if (!Files.getPosixFilePermissions(path).equals(owner)) {
            Files.setPosixFilePermissions(path, owner);
        }
    }

    /** So that a loss of power does not take back what files are called. */
    private void syncNames() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The lock is held until the channel is closed. */
    private static boolean acquire(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Finds the newest segment that was begun, and what its whole records leave of every source's state. */
    Recovered recover() throws IOException {
        long lost = 0;
        while (!sizes.isEmpty()) {
            long newest = sizes.lastKey();
            SourceStates states = new SourceStates();
            long end = replay(newest, states);
            lost += size(newest) - end;
            if (end > Segment.MAGIC.length) {
                put(newest, end);
                return new Recovered(states, SegmentWriter.reopen(folder, newest, end), lost);
            }
            // Killed while it was begun, so that nothing was ever written behind its checkpoint; or the disk lost it.
            delete(newest);
        }
        SourceStates none = new SourceStates();
        long first = Math.max(0, loadCursor().segment()) + 1;
        return new Recovered(none, create(first, none.checkpoint()), lost);
    }

    private long replay(long number, SourceStates states) throws IOException {
        if (sizes.getOrDefault(number, 0L) < Segment.MAGIC.length) {
            return 0;
        }
        try (Segment.Reader reader = new Segment.Reader(path(number), 0)) {
            for (SpoolRecord record = reader.next(); record != null; record = reader.next()) {
                states.take(record);
            }
            return reader.position();
        }
    }

    SegmentWriter create(long number, SpoolRecord checkpoint) throws IOException {
        SegmentWriter writer = SegmentWriter.create(folder, number, checkpoint);
        syncNames();
        put(number, writer.size());
        return writer;
    }

    Path path(long number) {
        return Segment.path(folder, number);
    }

    void put(long number, long size) {
        Long before = sizes.put(number, size);
        bytes += size - (before == null ? 0 : before);
    }

    long size(long number) {
        return sizes.getOrDefault(number, 0L);
    }

    long bytes() {
        return bytes;
    }

    /** The place itself, or the beginning of the next segment where its own is gone. */
    SpoolCursor firstFrom(SpoolCursor place) {
        Long number = sizes.ceilingKey(place.segment());
        if (number == null) {
            throw new IllegalStateException("no segment from " + place.segment() + " on");
        }
        return number == place.segment() ? place : new SpoolCursor(number, 0);
    }

    /** Between the segment that is being sent and the one that is being written. */
    Optional<Victim> victim(long sending, long written) {
        var between = sizes.subMap(sending, false, written, false);
        for (long number : between.keySet()) {
            if (!compacted.contains(number)) {
                return Optional.of(new Victim(number, Depth.NEEDED));
            }
        }
        return between.isEmpty() ? Optional.empty() : Optional.of(new Victim(between.firstKey(), Depth.MESSAGES));
    }

    void compacted(long number, long size) throws IOException {
        syncNames();
        compacted.add(number);
        put(number, size);
    }

    void delete(long number) throws IOException {
        Files.deleteIfExists(path(number));
        Long size = sizes.remove(number);
        bytes -= size == null ? 0 : size;
        compacted.remove(number);
    }

    void deleteBefore(long number) throws IOException {
        while (!sizes.isEmpty() && sizes.firstKey() < number) {
            delete(sizes.firstKey());
        }
    }

    SpoolCursor loadCursor() throws IOException {
        return SpoolCursor.load(folder.resolve("cursor"));
    }

    void storeCursor(SpoolCursor cursor) throws IOException {
        cursor.store(folder.resolve("cursor"));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
