package io.execparity.stream.elastic;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.LogSource;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.EncodingSink;
import io.execparity.stream.ResultEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;

/** Fills a backfill with what an analysis of files finds. */
public final class FileBackfill {
    private static final String STANDARD_INPUT = "-";

    private final Backfill backfill;
    private final ResultEncoder rejected = new ResultEncoder();

    public FileBackfill(Backfill backfill) {
        this.backfill = requireNonNull(backfill, "backfill is null");
    }

    /**
     * Reads the files to their end.
     *
     * @param onRecord told, now and then, how many records were understood so far
     */
    public void read(Analysis.Settings settings, AuditLogFiles files, LongConsumer onRecord)
            throws UnreadableSourceException, IOException {
        try (Analysis analysis =
                new Analysis(settings, new EncodingSink(this::add), line -> add(rejected.rejected(line)))) {
            analysis.onRecord(onRecord);
            analysis.onItem(this::item);
            analysis.read(files);
            analysis.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!settings.engine().measurements().isEmpty()) {
            backfill.lists();
        }
        for (LogSource source : files.sources()) {
            if (!source.name().equals(STANDARD_INPUT)) {
                backfill.file(source.name());
            }
        }
    }

    private void item(StreamItem item) {
        if (item instanceof AuditEvent event) {
            backfill.event(event.host(), event.key().epochMillis());
        }
    }

    private void add(EncodedResult result) {
        try {
            backfill.add(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
