package io.execparity.stream.flink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashMap;
import java.util.Map;
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
    /**
     * Those of this process. A lock that nobody refers to is given up, and so is one whose file this process opens and
     * closes again: the kernel gives up all of a process's locks on a file with the first descriptor of it that is
     * closed.
     */
    private static final Map<Path, FileLock> HELD = new HashMap<>();

    private WorkFolder() {}

    /**
     * Makes one, and removes those that killed processes of this user left beside it.
     *
     * @param parent where temporary files go
     */
    static synchronized Path make(Path parent) throws IOException {
        // One name a folder, or one of ours under another name would be opened, and its lock given up.
        Path where = parent.toRealPath();
        Path folder = Files.createTempDirectory(where, PREFIX);
        while (!keep(folder)) {
            // Somebody who tidies up was faster, and deletes it.
            folder = Files.createTempDirectory(where, PREFIX);
        }
        removeLeftBehind(where, Files.getOwner(folder));
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
            HELD.put(folder, lock);
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

    private static void removeLeftBehind(Path parent, UserPrincipal owner) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!HELD.containsKey(folder) && isFolderOf(owner, folder)) {
                    removeUnlessUsed(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What cannot be tidied up is in nobody's way now.
        }
    }

    /** One without a lock is just being made, or an earlier build's, of which nobody knows whether it is used. */
    private static void removeUnlessUsed(Path folder) {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (lock(channel) != null) {
                FileUtils.deleteDirectoryQuietly(folder.toFile());
            }
        } catch (IOException e) {
            // It stays, and those behind it have their turn.
        }
    }

    private static boolean isFolderOf(UserPrincipal owner, Path path) {
        try {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner);
        } catch (IOException e) {
            return false; // it is gone
        }
    }
}
