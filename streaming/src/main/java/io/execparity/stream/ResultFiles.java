package io.execparity.stream;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.parse.Rejected;
import io.execparity.schema.codec.OrderedLines;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
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
 * came. The files appear when the run is finished, so a run that fails leaves those of an earlier one as they were.
 */
public final class ResultFiles implements ResultSink, Closeable {
    private final ResultEncoder encoder = new ResultEncoder();
    private final Map<ResultKind, OrderedLines> files = new EnumMap<>(ResultKind.class);

    /** @param directory made where it does not exist */
    public ResultFiles(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (ResultKind kind : ResultKind.values()) {
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

    @Override
    public void finding(Finding finding) {
        addUnchecked(encoder.finding(finding));
    }

    @Override
    public void execution(Execution execution) {
        addUnchecked(encoder.execution(execution));
    }

    @Override
    public void check(Check check) {
        addUnchecked(encoder.check(check));
    }

    @Override
    public void suppressed(SuppressedFinding held) {
        addUnchecked(encoder.suppressed(held));
    }

    public void rejected(Rejected line) {
        addUnchecked(encoder.rejected(line));
    }

    /** Writes the files, and returns each with its number of lines. */
    public Map<Path, Long> finish() throws IOException {
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
