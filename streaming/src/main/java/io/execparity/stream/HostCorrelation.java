package io.execparity.stream;

import io.execparity.schema.event.StreamItem;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.control.Suppressions;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.detection.Detections;
import io.execparity.stream.detection.ResultSink;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.HostEngine;
import io.execparity.stream.engine.Tables;
import io.execparity.stream.engine.TracedCall;
import io.execparity.stream.measurement.ListedEntry;
import java.util.Map;
import java.util.OptionalLong;

/** One host's way from events to findings: the engine observes, the rules examine. */
public final class HostCorrelation {
    private static final int ENGINE = 1;
    private static final int DETECTIONS = 2;

    private final HostEngine engine;
    private final Detections detections;

    /** For a site that suppresses nothing itself. */
    public HostCorrelation(
            String host, EngineSettings settings, BenignMemfdMakers makers, Tables tables, ResultSink sink) {
        this(host, settings, makers, Suppressions.none(), tables, sink);
    }

    /**
     * @param suppressions looked at for each finding, so that it may change meanwhile
     * @param tables where the host's state lives
     */
    public HostCorrelation(
            String host,
            EngineSettings settings,
            BenignMemfdMakers makers,
            Suppressions suppressions,
            Tables tables,
            ResultSink sink) {
        this.detections = new Detections(makers, suppressions, sink, tables);
        this.engine = new HostEngine(host, settings, tables, detections::accept);
    }

    /** As {@link Detections#tellEarly}. */
    public void tellEarly() {
        detections.tellEarly();
    }

    /** As {@link HostEngine#tellForgotten}. */
    public void tellForgotten() {
        engine.tellForgotten();
    }

    /** As {@link Detections#rollUpsGrew}. */
    public boolean rollUpsGrew() {
        return detections.rollUpsGrew();
    }

    /** As {@link Detections#tellRollUps}. */
    public void tellRollUps() {
        detections.tellRollUps();
    }

    /** Takes the next item of the host's stream, in the kernel's order. */
    public void accept(StreamItem item) {
        engine.accept(item);
    }

    /** As {@link HostEngine#traced}. */
    public void traced(TracedCall call) {
        engine.traced(call);
    }

    /** As {@link HostEngine#listed}. */
    public void listed(ListedEntry entry) {
        engine.listed(entry);
    }

    /** As {@link HostEngine#kernelTold}. */
    public void kernelTold(String release) {
        engine.kernelTold(release);
    }

    /** As {@link HostEngine#dueAfter}. */
    public OptionalLong dueAfter(long silence) {
        return engine.dueAfter(silence);
    }

    /** Tells what the next event would let out, were it that many milliseconds later than the last one. */
    public void settleAsAfter(long silence) {
        engine.settleAsAfter(silence);
        detections.tellRollUps();
    }

    /** Settles and tells everything: the host's stream ended. */
    public void finish() {
        engine.finish();
        detections.finish();
    }

    /** How many processes are known. */
    public int processes() {
        return engine.processes();
    }

    /** How often each rule could not decide. */
    public Map<Rule, Long> undetermined() {
        return detections.undetermined();
    }

    /** Writes what it knows beside its tables. */
    public void save(StateWriter out) {
        out.message(ENGINE, engine::save);
        out.message(DETECTIONS, detections::save);
    }

    /**
     * Goes on from what was saved of the same host, before any item; it was made with the tables of then. Of no use after
     * an error.
     */
    public void restore(StateReader in) throws UnreadableStateException {
        while (in.next()) {
            switch (in.tag()) {
                case ENGINE -> engine.restore(in.message());
                case DETECTIONS -> detections.restore(in.message());
                default -> {}
            }
        }
    }
}
