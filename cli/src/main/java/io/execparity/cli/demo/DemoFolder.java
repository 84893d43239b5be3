package io.execparity.cli.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that a demo writes to. One demo at a time has it. What libraries unpack or put aside is in it too, and is
 * gone when the demo ends or, where it was killed, when the next one begins.
 */
public final class DemoFolder implements AutoCloseable {
    private static final String TEMPORARY = "java.io.tmpdir";

    private final Path folder;
    private final FileChannel lock;
    private final @Nullable String usualTemporary;

    private DemoFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
        this.usualTemporary = System.getProperty(TEMPORARY);
    }

    /**
     * Takes it; makes it where it is not there.
     *
     * @throws IOException where another demo has it, or it cannot be written to
     */
    public static DemoFolder open(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        FileChannel channel =
                FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isFree(channel)) {
                throw new FileSystemException(folder.toString(), null, "another demo is using it");
            }
            DemoFolder taken = new DemoFolder(absolute, channel);
            delete(taken.temporary());
            Files.createDirectory(taken.temporary());
            System.setProperty(TEMPORARY, taken.temporary().toString());
            return taken;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The lock is gone with the channel, or with the process. */
    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private Path temporary() {
        return folder.resolve("temporary");
    }

    Path broker() {
        return folder.resolve("broker");
    }

    /** Of a host: its log, and what its agent keeps. */
    Path host(String name) {
        return folder.resolve("hosts").resolve(name);
    }

    /** As Flink asks for folders. */
    String checkpoints() {
        return folder.resolve("checkpoints").toUri().toString();
    }

    /** All results, once everything was told, and what people say of findings. */
    public Path results() {
        return folder.resolve("results");
    }

    private Path end() {
        return folder.resolve("finished");
    }

    /** Whether everything was told, so that {@link #results()} has all that there will be. */
    public boolean isFinished() {
        return Files.exists(end());
    }

    void finished() throws IOException {
        Files.writeString(end(), "");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (usualTemporary != null) {
            System.setProperty(TEMPORARY, usualTemporary);
        }
        delete(temporary());
        lock.close();
    }
}
