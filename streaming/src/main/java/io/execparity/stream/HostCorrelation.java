package io.execparity.stream;

import io.execparity.schema.event.StreamItem;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.detection.Detections;
import io.execparity.stream.detection.ResultSink;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.HostEngine;
import io.execparity.stream.engine.Tables;
import java.util.Map;

/** One host's way from events to findings: the engine observes, the rules examine. */
public final class HostCorrelation {
    private final HostEngine engine;
    private final Detections detections;

    /** @param tables where the host's state lives */
    public HostCorrelation(
            String host, EngineSettings settings, BenignMemfdMakers makers, Tables tables, ResultSink sink) {
        this.detections = new Detections(makers, sink, tables.room());
        this.engine = new HostEngine(host, settings, tables, detections::accept);
    }

    /** Takes the next item of the host's stream, in the kernel's order. */
    public void accept(StreamItem item) {
        engine.accept(item);
    }

    /** Settles and tells everything: the host's stream ended. */
    public void finish() {
        engine.finish();
        detections.finish();
    }

    /** How often each rule could not decide. */
    public Map<Rule, Long> undetermined() {
        return detections.undetermined();
    }
}
