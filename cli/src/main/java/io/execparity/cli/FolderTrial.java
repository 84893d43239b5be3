package io.execparity.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether a folder that is made when it is first needed can be one. Who may write there is not asked: a service seldom runs
 * as the person who looks at its configuration.
 */
final class FolderTrial {
    private FolderTrial() {}

    /** @throws IOException where it, or what it would be made in, is something else than a folder */
    static void check(Path folder) throws IOException {
        Path there = existing(folder.toAbsolutePath());
        if (there != null && !Files.isDirectory(there)) {
            throw new IOException(
                    there.equals(folder.toAbsolutePath())
                            ? folder + " is no folder"
                            : folder + " cannot be made: " + there + " is no folder");
        }
    }

    private static @Nullable Path existing(Path folder) {
        Path at = folder;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }
}
