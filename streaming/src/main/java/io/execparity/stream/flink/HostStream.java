package io.execparity.stream.flink;

import io.execparity.collect.coalesce.EventCoalescer;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.stream.Analysis;
import io.execparity.stream.HostCorrelation;
import io.execparity.stream.ResultSink;
import io.execparity.stream.engine.Tables;
import org.jspecify.annotations.Nullable;

/** All that is known of one host, and its way from records to findings. */
final class HostStream {
    private final String host;
    private final Analysis.Settings settings;
    private final Tables tables;
    private final ResultSink results;
    private final EventCoalescer coalescer;
    /** Begins with the first event, as a host of whom no event is known has nothing to be told. */
    private @Nullable HostCorrelation correlation;

    HostStream(String host, Analysis.Settings settings, Tables tables, ResultSink results) {
        this.host = host;
        this.settings = settings;
        this.tables = tables;
        this.results = results;
        this.coalescer = new EventCoalescer(host, settings.coalescer(), this::correlate);
    }

    void accept(AuditRecord record) {
        coalescer.accept(record);
    }

    /** Settles and tells everything: no more records will come. */
    void finish() {
        coalescer.flush();
        if (correlation != null) {
            correlation.finish();
        }
    }

    private void correlate(StreamItem item) {
        if (correlation == null) {
            correlation = new HostCorrelation(host, settings.engine(), settings.makers(), tables, results);
        }
        correlation.accept(item);
    }
}
