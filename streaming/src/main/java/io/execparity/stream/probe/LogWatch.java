package io.execparity.stream.probe;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.FollowedLog;
import io.execparity.collect.source.LogChange;
import io.execparity.collect.source.RawLine;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.EncodingSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What comes to an audit log from a moment on, kept so that it can be analyzed in this process afterwards.
 *
 * <p>For one thread.
 */
public final class LogWatch implements Closeable {
    /** What is kept at most; a probe's own records take about 300 KB. */
    static final int MOST_BYTES = 64 << 20;

    private final FollowedLog log;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** @param fromEnd whether only what comes from now on counts; else all that is there as well */
    public LogWatch(Path file, boolean fromEnd) throws IOException {
        log = new FollowedLog(file, null, fromEnd);
        if (fromEnd) {
            poll(line -> {});
        }
    }

    /** Hands over the lines that have come; true where there were any. */
    public boolean poll(Consumer<RawLine> lines) throws IOException {
        boolean any = false;
        while (log.poll(new Keeping(lines))) {
            any = true;
        }
        return any;
    }

    /** What is found in the lines so far, as if nothing will follow. */
    public void analyze(Analysis.Settings settings, Consumer<EncodedResult> results) {
        try (Analysis analysis = new Analysis(settings, new EncodingSink(results), rejected -> {})) {
            analysis.read(lines());
            analysis.finish();
        } catch (UnreadableSourceException e) {
            // Not one of them is an audit record, which shows as verbs that were not recorded.
            return;
        }
    }

    private AuditLogFiles lines() throws UnreadableSourceException {
        return AuditLogFiles.of(List.of(AuditLogFiles.STANDARD_INPUT), new ByteArrayInputStream(kept.toByteArray()));
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private final class Keeping implements FollowedLog.Handler {
        private final Consumer<RawLine> lines;

        Keeping(Consumer<RawLine> lines) {
            this.lines = lines;
        }

        @Override
        public void line(RawLine line) {
            if (kept.size() + line.length() < MOST_BYTES) {
                kept.write(line.buffer(), line.start(), line.length());
                kept.write('\n');
            }
            lines.accept(line);
        }

        @Override
        public void unfinished(RawLine line) {
            line(line);
        }

        @Override
        public void oversized(RawLine beginning, long fullLength) {
            // No record is that long.
        }

        @Override
        public void changed(LogChange change) {
            // What was lost shows as a verb that was not recorded.
        }
    }
}
