package io.execparity.stream.detection;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;
import io.execparity.stream.engine.RunFacts;

/** An anonymous memory file was executed, directly or by the dynamic linker. */
final class MemfdExec implements Detection {
    @Override
    public Rule rule() {
        return Rule.MEMFD_EXEC;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (observation instanceof Observation.RunBegan began
                && began.run().vector() == Vector.BINARY
                && began.run().origin() == CodeOrigin.MEMFD) {
            Confidence confidence = began.facts().originUncertain() ? Confidence.LIKELY : Confidence.PROVEN;
            return fires(began.run(), began.facts(), confidence);
        }
        if (observation instanceof Observation.RunEnded ended
                && ended.run().vector() == Vector.DYNAMIC_LINKER
                && ended.run().origin() == CodeOrigin.MEMFD
                && ended.run().outcome() != Outcome.DENIED) {
            boolean mapped = ended.run().outcome() == Outcome.RAN;
            return fires(ended.run(), ended.facts(), mapped ? Confidence.PROVEN : Confidence.LIKELY);
        }
        return Verdict.quiet();
    }

    private Verdict fires(Execution run, RunFacts facts, Confidence confidence) {
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .memfdName(facts.memfdName())
                .because("Pid " + run.process().pid() + " executed " + Memfds.named(facts.memfdName())
                        + Memfds.madeBy(facts.memfd()) + "; its code is in no file on disk."));
    }
}
