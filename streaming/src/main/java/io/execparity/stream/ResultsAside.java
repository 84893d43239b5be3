package io.execparity.stream;

import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.detection.ResultSink;
import java.util.function.Consumer;

/**
 * Passes results on in their order, on a thread of its own: making and ordering the lines takes a fifth of correlating,
 * which is what an analysis waits for.
 */
public final class ResultsAside implements ResultSink, AutoCloseable {
    /** About what a result takes in memory, its arguments and evidence included. */
    private static final int RESULT_WEIGHT = 4096;

    private final Handover<Consumer<ResultSink>> results;

    /** @param target used on the other thread only, until {@link #finish} returns */
    public ResultsAside(ResultSink target) {
        results = new Handover<>("results", result -> RESULT_WEIGHT, result -> result.accept(target));
    }

    @Override
    public void finding(Finding finding) {
        results.put(target -> target.finding(finding));
    }

    @Override
    public void execution(Execution execution) {
        results.put(target -> target.execution(execution));
    }

    @Override
    public void check(Check check) {
        results.put(target -> target.check(check));
    }

    @Override
    public void memfd(MemfdCall call) {
        results.put(target -> target.memfd(call));
    }

    @Override
    public void suppressed(SuppressedFinding held) {
        results.put(target -> target.suppressed(held));
    }

    /** Waits until the target has everything. */
    public void finish() {
        results.finish();
    }

    /** Gives up what was not passed on yet. */
    @Override
    public void close() {
        results.close();
    }
}
