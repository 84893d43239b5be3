package io.execparity.stream.detection;

import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** Code that is in no file, so that nothing could be checked or measured. Rolled up. */
final class UnverifiableCode implements Detection {
    @Override
    public Rule rule() {
        return Rule.UNVERIFIABLE_CODE;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunEnded ended) || !ended.run().hasNoFile()) {
            return Verdict.quiet();
        }
        Execution run = ended.run();
        if (run.outcome() != Outcome.RAN && run.outcome() != Outcome.UNKNOWN) {
            return Verdict.quiet();
        }
        Confidence confidence = run.vector() == Vector.INLINE && run.outcome() == Outcome.RAN
                ? Confidence.PROVEN
                : run.outcome() == Outcome.RAN ? Confidence.LIKELY : Confidence.POSSIBLE;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .because(Sentence.program(run.process()) + " ran " + Sentence.handed(run)
                        + ", which no file holds and nothing can check or measure."));
    }
}
