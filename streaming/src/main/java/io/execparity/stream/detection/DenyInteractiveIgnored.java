package io.execparity.stream.detection;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** A process under deny-interactive ran inline, streamed or typed code, or a standard input that was not allowed. */
final class DenyInteractiveIgnored implements Detection {
    @Override
    public Rule rule() {
        return Rule.DENY_INTERACTIVE_IGNORED;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunEnded ended)
                || !ended.run().policy().denyInteractive()
                || !concerns(ended.run())) {
            return Verdict.quiet();
        }
        Execution run = ended.run();
        if (run.outcome() == Outcome.REFUSED || run.outcome() == Outcome.DENIED) {
            return Verdict.quiet();
        }
        if (run.check() == CheckState.UNKNOWN) {
            return Verdict.undetermined("a check may have been lost with the records around it");
        }
        if (run.outcome() == Outcome.UNKNOWN) {
            return Verdict.undetermined("this interpreter may ask the kernel, and nothing tells whether it obeyed");
        }
        boolean doubtful =
                ended.facts().stdinGuessed() || ended.facts().policy().doubtful();
        Confidence confidence = doubtful ? Confidence.POSSIBLE : Confidence.LIKELY;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .evidence(Sentence.optional(ended.facts().policy().evidence()))
                .execution(run)
                .because(Sentence.program(run.process()) + " is under the securebit deny-interactive"
                        + Sentence.hold(ended.facts()) + " and ran "
                        + Sentence.handed(run) + "."));
    }

    private static boolean concerns(Execution run) {
        return run.hasNoFile() || run.vector() == Vector.STDIN_FILE && run.check() != CheckState.ALLOWED;
    }
}
