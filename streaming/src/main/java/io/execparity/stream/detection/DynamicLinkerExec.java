package io.execparity.stream.detection;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** A program was run by naming the dynamic linker, so the kernel never judged the program itself. Rolled up. */
final class DynamicLinkerExec implements Detection {
    @Override
    public Rule rule() {
        return Rule.DYNAMIC_LINKER_EXEC;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunEnded ended) || ended.run().vector() != Vector.DYNAMIC_LINKER) {
            return Verdict.quiet();
        }
        Execution run = ended.run();
        // Memory files and files in shared memory have rules of their own.
        if (run.outcome() == Outcome.DENIED || run.origin() != CodeOrigin.FILE) {
            return Verdict.quiet();
        }
        Confidence confidence = run.outcome() == Outcome.RAN ? Confidence.PROVEN : Confidence.LIKELY;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .because("The dynamic linker " + Sentence.program(run.process()) + " was asked to run "
                        + Sentence.file(run.file()) + ", whose own execute permission the kernel did not judge."));
    }
}
