package io.execparity.stream.flink;

import io.execparity.collect.coalesce.HostCoalescers;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.record.AuditRecord;
import io.execparity.stream.Analysis;
import io.execparity.stream.HostCorrelation;
import io.execparity.stream.detection.ResultSink;
import io.execparity.stream.engine.StateRoom;
import io.execparity.stream.engine.Tables;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All that one operator instance knows of its hosts, and their way from records to findings. Hosts share nothing but the
 * bounds on memory.
 */
final class HostStreams {
    private final Analysis.Settings settings;
    private final StateRoom room;
    private final ResultSink results;
    private final Consumer<StreamItem> onItem;
    private final HostCoalescers coalescers;
    /** A host is here from its first event on: of whom no event is known, nothing is to be told. */
    private final Map<String, HostCorrelation> correlations = new HashMap<>();

    /** @param onItem told of every event, gap and boot before it is correlated */
    HostStreams(Analysis.Settings settings, StateRoom room, ResultSink results, Consumer<StreamItem> onItem) {
        this.settings = settings;
        this.room = room;
        this.results = results;
        this.onItem = onItem;
        this.coalescers = new HostCoalescers(settings.coalescer(), this::correlate);
    }

    void accept(String host, AuditRecord record) {
        if (!coalescers.accept(host, record)) {
            throw new IllegalStateException(host + " was let through although it is one too many");
        }
    }

    /** Settles and tells everything of a host, and forgets it: no more records will come. */
    void end(String host) {
        coalescers.end(host);
        HostCorrelation correlation = correlations.remove(host);
        if (correlation != null) {
            correlation.finish();
        }
    }

    private void correlate(StreamItem item) {
        onItem.accept(item);
        correlations
                .computeIfAbsent(
                        item.host(),
                        host -> new HostCorrelation(
                                host, settings.engine(), settings.makers(), Tables.onHeap(room), results))
                .accept(item);
    }
}
