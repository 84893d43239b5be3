package io.execparity.stream.flink;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds what a job on a cluster that is no more left behind, which no cluster remembers. */
final class LastCheckpoint {
    private static final String PREFIX = "chk-";

    private LastCheckpoint() {}

    /**
     * The latest checkpoint that was finished.
     *
     * @param checkpoints the folder or URI of all jobs' checkpoints
     * @param job the job's id
     */
    static Optional<String> of(String checkpoints, String job) throws IOException {
        Path folder = new Path(checkpoints, job);
        FileSystem files = folder.getFileSystem();
        if (!files.exists(folder)) {
            return Optional.empty();
        }
        long latest = -1;
        for (FileStatus entry : files.listStatus(folder)) {
            long number = number(entry.getPath().getName());
            if (number > latest && files.exists(new Path(entry.getPath(), "_metadata"))) {
                latest = number;
            }
        }
        return latest < 0 ? Optional.empty() : Optional.of(new Path(folder, PREFIX + latest).toString());
    }

    private static long number(String name) {
        try {
            return name.startsWith(PREFIX) ? Long.parseLong(name.substring(PREFIX.length())) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
