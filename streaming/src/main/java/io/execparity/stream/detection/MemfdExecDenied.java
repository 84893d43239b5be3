package io.execparity.stream.detection;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** An attempt to execute an anonymous memory file failed. */
final class MemfdExecDenied implements Detection {
    @Override
    public Rule rule() {
        return Rule.MEMFD_EXEC_DENIED;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunEnded ended)
                || ended.run().origin() != CodeOrigin.MEMFD
                || ended.run().outcome() != Outcome.DENIED) {
            return Verdict.quiet();
        }
        Execution run = ended.run();
        Confidence confidence = run.check() == CheckState.UNKNOWN ? Confidence.POSSIBLE : Confidence.LIKELY;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .memfdName(ended.facts().memfdName())
                .because(Sentence.program(run.process()) + " tried to execute "
                        + Memfds.named(ended.facts().memfdName())
                        + Memfds.madeBy(ended.facts().memfd())
                        + ", and the kernel refused."));
    }
}
