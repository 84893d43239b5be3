package io.execparity.stream.flink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * A folder for temporary files, such as those of RocksDB, that only this user can enter. It goes when the process ends; one
 * whose process was killed goes when the next one is made, or killed jobs would fill the disk.
 */
final class WorkFolder {
    private static final String PREFIX = "execparity-stream-";
    /** Locked for as long as the folder's process lives. */
    private static final String LOCK = "in-use";
    /** Those of this process: one that nobody refers to is given up. */
    private static final Queue<FileLock> HELD = new ConcurrentLinkedQueue<>();

    private WorkFolder() {}

    /**
     * Makes one, and removes those that killed processes of this user left beside it.
     *
     * @param parent where temporary files go
     */
    static Path make(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, PREFIX);
        while (!keep(folder)) {
            // Somebody who tidies up was faster, and deletes it.
            folder = Files.createTempDirectory(parent, PREFIX);
        }
        removeLeftBehind(parent, folder);
        return folder;
    }

    private static boolean keep(Path folder) throws IOException {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                return false;
            }
            HELD.add(lock);
        } catch (NoSuchFileException e) {
            return false;
        }
        // Not earlier: a cluster goes on tidying up for a while after its job's result is there.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> FileUtils.deleteDirectoryQuietly(folder.toFile()), "delete " + folder));
        return true;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this process has it
        }
    }

    private static void removeLeftBehind(Path parent, Path mine) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!folder.equals(mine)
                        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(mine))) {
                    removeUnlessUsed(folder);
                }
            }
        } catch (IOException e) {
            // What cannot be tidied up is in nobody's way now.
        }
    }

    private static void removeUnlessUsed(Path folder) throws IOException {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (lock(channel) != null) {
                FileUtils.deleteDirectoryQuietly(folder.toFile());
            }
        } catch (NoSuchFileException e) {
            // It is just being made, or an earlier build's, of which nobody knows whether it is used.
        }
    }
}
