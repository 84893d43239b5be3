package io.execparity.stream.detection;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** An interpreter ran a file and never asked the kernel whether it may be executed. Rolled up. */
final class UncheckedScript implements Detection {
    @Override
    public Rule rule() {
        return Rule.UNCHECKED_SCRIPT;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunEnded ended) || !ended.run().runsScriptIndirectly()) {
            return Verdict.quiet();
        }
        Execution run = ended.run();
        boolean mayHaveRun = run.outcome() == Outcome.RAN || run.outcome() == Outcome.UNKNOWN;
        if (!mayHaveRun || run.check() == CheckState.ALLOWED || run.check() == CheckState.DENIED) {
            return Verdict.quiet();
        }
        if (run.check() == CheckState.UNKNOWN) {
            return Verdict.undetermined("a check may have been lost with the records around it");
        }
        boolean doubtful =
                ended.facts().stdinGuessed() || !ended.facts().fileKnown() || run.outcome() == Outcome.UNKNOWN;
        Confidence confidence = doubtful ? Confidence.POSSIBLE : Confidence.LIKELY;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .because(Sentence.program(run.process()) + " ran " + Sentence.handed(run)
                        + " without asking the kernel whether it may be executed."));
    }
}
