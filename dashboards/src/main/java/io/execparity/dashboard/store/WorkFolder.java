package io.execparity.dashboard.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder for as long as some work takes, which only this user may read. It is gone when it is closed, and for work that
 * nobody ends when the process is told to stop; what a killed process left is cleared by the next one that works under the
 * same name.
 */
public final class WorkFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    /** One that was made a moment ago may not be locked yet. */
    private static final Duration NEW = Duration.ofSeconds(30);
    /** This process's own: to open and close a file gives up whatever lock the process has on it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;
    private final Thread atStop = new Thread(this::removeQuietly, "clear");
    private final Ending ending;

    /** Who clears it when the process is told to stop. */
    enum Ending {
        /** It goes at once, whatever the work. */
        WITH_PROCESS,
        /** It stays until it is closed: nothing is taken from under a store that is still open. */
        BY_OWNER
    }

    private WorkFolder(Path folder, FileChannel lock, Ending ending) {
        this.folder = folder;
        this.lock = lock;
        this.ending = ending;
    }

    /**
     * Makes one in the folder for temporary files.
     *
     * @param name what its name begins with
     */
    public static WorkFolder open(String name) throws IOException {
        return openIn(temporary(), name, Ending.WITH_PROCESS);
    }

    /**
     * The same for somebody who closes it also when the process is told to stop.
     *
     * @param name what its name begins with
     */
    public static WorkFolder openForOwner(String name) throws IOException {
        return openIn(temporary(), name, Ending.BY_OWNER);
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    static WorkFolder openIn(Path parent, String name, Ending ending) throws IOException {
        Path folder = Files.createTempDirectory(parent, name + "-");
        OWN.add(folder);
        FileChannel lock = null;
        try {
            lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock held = lock.lock();
            if (!held.isValid()) {
                throw new IOException(folder + ": it cannot be locked");
            }
            WorkFolder opened = new WorkFolder(folder, lock, ending);
            if (ending == Ending.WITH_PROCESS) {
                Runtime.getRuntime().addShutdownHook(opened.atStop);
            }
            clear(parent, name, folder);
            return opened;
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            remove(folder);
            OWN.remove(folder);
            throw e;
        }
    }

    /** Removes what processes left that are gone: folders of this user's, whose lock nobody holds. */
    private static void clear(Path parent, String name, Path own) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, name + "-*")) {
            for (Path each : all) {
                if (!OWN.contains(each) && isLeft(each, own)) {
                    remove(each);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isLeft(Path folder, Path own) {
        try {
            boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
            Path file = folder.resolve(LOCK);
            if (!ours || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            Instant made = Files.getLastModifiedTime(file).toInstant();
            if (made.isAfter(Instant.now().minus(NEW))) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                FileLock lock = channel.tryLock();
                return lock != null;
            }
        } catch (OverlappingFileLockException | IOException e) {
            // Somebody works in it, or it is being removed.
            return false;
        }
    }

    public Path path() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (ending == Ending.WITH_PROCESS) {
            try {
                Runtime.getRuntime().removeShutdownHook(atStop);
            } catch (IllegalStateException e) {
                // The process is ending, and clears it itself.
                return;
            }
        }
        lock.close();
        remove(folder);
        OWN.remove(folder);
    }

    private void removeQuietly() {
        try {
            lock.close();
            remove(folder);
        } catch (IOException e) {
            // The next one clears it.
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException failure) throws IOException {
                Files.deleteIfExists(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
