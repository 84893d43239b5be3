package io.execparity.stream;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.detection.ResultSink;
import java.util.function.Consumer;

/** Passes every result on as the line that it is written as. For one thread. */
public final class EncodingSink implements ResultSink {
    private final ResultEncoder encoder = new ResultEncoder();
    private final Consumer<EncodedResult> out;

    public EncodingSink(Consumer<EncodedResult> out) {
        this.out = requireNonNull(out, "out is null");
    }

    @Override
    public void finding(Finding finding) {
        out.accept(encoder.finding(finding));
    }

    @Override
    public void execution(Execution execution) {
        out.accept(encoder.execution(execution));
    }

    @Override
    public void check(Check check) {
        out.accept(encoder.check(check));
    }

    @Override
    public void memfd(MemfdCall call) {
        out.accept(encoder.memfd(call));
    }

    @Override
    public void suppressed(SuppressedFinding held) {
        out.accept(encoder.suppressed(held));
    }
}
