package io.execparity.stream;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.parse.Rejected;
import io.execparity.schema.codec.OrderedLines;
import io.execparity.stream.detection.ResultSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The results of a bounded run as JSON lines in one folder, each file in event order whatever the order in which results
 * came. The files appear together when the run is finished and each of them is written, so a run that fails leaves those
 * of an earlier one as they were, and never its findings beside the executions of another.
 */
public final class ResultFiles implements Closeable {
    private final ResultSink sink = new EncodingSink(this::addUnchecked);
    private final ResultEncoder refused = new ResultEncoder();
    private final Map<ResultKind, OrderedLines> files = new EnumMap<>(ResultKind.class);

    /** @param directory made where it does not exist */
    public ResultFiles(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (ResultKind kind : ResultKind.ofBoundedRuns()) {
            files.put(kind, OrderedLines.into(directory, kind.fileName()));
        }
    }

    /** Takes a result that was encoded elsewhere. */
    public void add(EncodedResult result) throws IOException {
        requireNonNull(files.get(result.kind())).add(result.line());
    }

    private void addUnchecked(EncodedResult result) {
        try {
            add(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes results that are not encoded yet. */
    public ResultSink sink() {
        return sink;
    }

    /** Takes a line that is no audit record; another thread than the sink's may do so. */
    public void rejected(Rejected line) {
        addUnchecked(refused.rejected(line));
    }

    /** Writes the files, and returns each with its number of lines. */
    public Map<Path, Long> finish() throws IOException {
        for (OrderedLines lines : files.values()) {
            lines.prepare();
        }
        Map<Path, Long> written = new LinkedHashMap<>();
        for (OrderedLines lines : files.values()) {
            long count = lines.lines();
            written.put(lines.finish(), count);
        }
        return written;
    }

    @Override
    public void close() throws IOException {
        for (OrderedLines lines : files.values()) {
            lines.close();
        }
    }
}
