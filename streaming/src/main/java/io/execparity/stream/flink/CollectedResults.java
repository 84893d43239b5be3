package io.execparity.stream.flink;

import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultEncoder;
import io.execparity.stream.detection.ResultSink;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Sends results downstream, to wherever the record or timer at hand sends what it makes. */
final class CollectedResults implements ResultSink {
    private final ResultEncoder encoder = new ResultEncoder();
    private @Nullable Collector<EncodedResult> out;

    void to(Collector<EncodedResult> collector) {
        out = collector;
    }

    @Override
    public void finding(Finding finding) {
        collect(encoder.finding(finding));
    }

    @Override
    public void execution(Execution execution) {
        collect(encoder.execution(execution));
    }

    @Override
    public void check(Check check) {
        collect(encoder.check(check));
    }

    @Override
    public void suppressed(SuppressedFinding held) {
        collect(encoder.suppressed(held));
    }

    private void collect(EncodedResult result) {
        if (out == null) {
            throw new IllegalStateException("a result before the first record");
        }
        out.collect(result);
    }
}
