package io.execparity.stream.detection;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** A check was denied, no policy told the interpreter to obey, and it ran the file: what enforcing would break. */
final class DeniedCheckPermissive implements Detection {
    @Override
    public Rule rule() {
        return Rule.DENIED_CHECK_PERMISSIVE;
    }

    /** True where the securebits forbid what was done: restrict-file is about files, deny-interactive about stdin. */
    static boolean forbidden(Execution run) {
        return run.vector() == Vector.STDIN_FILE
                ? run.policy().denyInteractive()
                : run.policy().restrictFile();
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunEnded ended)
                || !ended.run().runsScriptIndirectly()
                || ended.run().check() != CheckState.DENIED
                || forbidden(ended.run())) {
            return Verdict.quiet();
        }
        Execution run = ended.run();
        if (run.outcome() == Outcome.UNKNOWN) {
            return Verdict.undetermined("neither an exit status nor a later act tells whether the file was run");
        }
        if (run.outcome() != Outcome.RAN) {
            return Verdict.quiet();
        }
        Confidence confidence = ended.facts().exitOnRecord() ? Confidence.LIKELY : Confidence.POSSIBLE;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .because(Sentence.program(run.process()) + " asked about " + Sentence.file(run.file())
                        + ", the kernel said no, and it ran the file all the same: under restrict-file it would stop"
                        + " here."));
    }
}
