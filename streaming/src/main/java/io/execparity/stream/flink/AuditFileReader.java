package io.execparity.stream.flink;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.LineHandler;
import io.execparity.collect.source.LogSource;
import io.execparity.collect.source.OpenLog;
import io.execparity.collect.source.RawLine;
import io.execparity.collect.source.UnreadableSourceException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads the files, a buffer's worth each time that Flink asks. */
final class AuditFileReader implements SourceReader<ReadItem, FileList> {
    private final SourceReaderContext context;
    private final InputStream standardInput;
    private final CompletableFuture<Void> told = new CompletableFuture<>();
    private final List<String> arguments = new ArrayList<>();
    private @Nullable Deque<LogSource> waiting;
    private @Nullable OpenLog open;
    private boolean noMoreSplits;

    AuditFileReader(SourceReaderContext context, InputStream standardInput) {
        this.context = context;
        this.standardInput = standardInput;
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public void addSplits(List<FileList> splits) {
        splits.forEach(split -> arguments.addAll(split.arguments()));
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        told.complete(null);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return told;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<ReadItem> output) throws UnreadableSourceException {
        if (!noMoreSplits) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (waiting == null) {
            waiting =
                    new ArrayDeque<>(AuditLogFiles.of(arguments, standardInput).sources());
        }
        if (open == null) {
            LogSource next = waiting.poll();
            if (next == null) {
                return InputStatus.END_OF_INPUT;
            }
            open = next.open();
        }
        if (!open.advance(new Lines(output))) {
            output.collect(new ReadEnd(open.name(), open.content()));
            close();
        }
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<FileList> snapshotState(long checkpointId) {
        throw Bounded.noCheckpoint();
    }

    @Override
    public void close() throws UnreadableSourceException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /** Copies lines out of the reader's buffer. */
    private record Lines(ReaderOutput<ReadItem> output) implements LineHandler {
        @Override
        public void line(RawLine line) {
            output.collect(ReadLine.of(line, line.length()));
        }

        @Override
        public void unfinished(RawLine line) {
            line(line);
        }

        @Override
        public void oversized(RawLine beginning, long fullLength) {
            output.collect(ReadLine.of(beginning, fullLength));
        }
    }
}
