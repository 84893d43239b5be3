package io.execparity.stream.flink;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives all files to the first reader that asks, and tells every other one that there is nothing for it. */
final class FileListEnumerator implements SplitEnumerator<FileList, FileList> {
    private final SplitEnumeratorContext<FileList> context;
    private @Nullable FileList waiting;

    FileListEnumerator(SplitEnumeratorContext<FileList> context, FileList files) {
        this.context = context;
        this.waiting = files;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        if (waiting != null) {
            context.assignSplit(waiting, subtask);
            waiting = null;
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<FileList> splits, int subtask) {
        throw new IllegalStateException("files are read once and not again after a failure");
    }

    @Override
    public void addReader(int subtask) {
        // Readers ask when they are ready.
    }

    @Override
    public FileList snapshotState(long checkpointId) {
        throw Bounded.noCheckpoint();
    }

    @Override
    public void close() {}
}
