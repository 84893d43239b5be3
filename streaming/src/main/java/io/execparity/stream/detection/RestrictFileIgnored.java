package io.execparity.stream.detection;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** A process under restrict-file ran a file and never asked the kernel about it. */
final class RestrictFileIgnored implements Detection {
    @Override
    public Rule rule() {
        return Rule.RESTRICT_FILE_IGNORED;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunEnded ended) || !concerns(ended.run())) {
            return Verdict.quiet();
        }
        Execution run = ended.run();
        if (ended.facts().checkedOther() != null
                || run.check() == CheckState.ALLOWED
                || run.check() == CheckState.DENIED) {
            return Verdict.quiet();
        }
        if (run.check() == CheckState.UNKNOWN) {
            return Verdict.undetermined("a check may have been lost with the records around it");
        }
        if (run.outcome() == Outcome.DENIED || run.outcome() == Outcome.REFUSED) {
            return Verdict.quiet();
        }
        boolean doubtful = run.outcome() == Outcome.UNKNOWN
                || !ended.facts().fileKnown()
                || ended.facts().policy().doubtful();
        return new Verdict.Fires(
                Finding.of(rule(), run.host(), run.key(), doubtful ? Confidence.POSSIBLE : Confidence.LIKELY)
                        .evidence(Sentence.optional(ended.facts().policy().evidence()))
                        .execution(run)
                        .because(Sentence.program(run.process()) + " is under the securebit restrict-file"
                                + Sentence.hold(ended.facts()) + " and ran "
                                + Sentence.handed(run) + " without asking the kernel first."));
    }

    /** Standard input is deny-interactive's concern, a shebang run was checked by the kernel itself. */
    private static boolean concerns(Execution run) {
        boolean file = run.vector() == Vector.SCRIPT_FILE
                || run.vector() == Vector.MODULE
                || run.vector() == Vector.DYNAMIC_LINKER;
        return file && run.policy().restrictFile();
    }
}
