package io.execparity.stream.detection;

import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;

/** Where results go, as they become known; ordering and writing are the sink's. */
public interface ResultSink {
    void finding(Finding finding);

    void execution(Execution execution);

    void check(Check check);

    void memfd(MemfdCall call);

    /** A finding that nobody is told of, with who says why not. */
    void suppressed(SuppressedFinding suppressed);
}
