package io.execparity.stream.detection;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** Under restrict-file the kernel denied a check, and the process ran the file all the same. */
final class DeniedCheckIgnored implements Detection {
    @Override
    public Rule rule() {
        return Rule.DENIED_CHECK_IGNORED;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunEnded ended) || !concerns(ended.run())) {
            return Verdict.quiet();
        }
        Execution run = ended.run();
        if (run.outcome() == Outcome.UNKNOWN) {
            return Verdict.undetermined("neither an exit status nor a later act tells whether the file was run");
        }
        if (run.outcome() != Outcome.RAN) {
            return Verdict.quiet();
        }
        boolean clear = ended.facts().exitOnRecord() && !ended.facts().policy().doubtful();
        Confidence confidence = clear ? Confidence.LIKELY : Confidence.POSSIBLE;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .evidence(Sentence.optional(ended.facts().policy().evidence()))
                .execution(run)
                .because(Sentence.program(run.process()) + " is under the securebit restrict-file"
                        + (ended.facts().policy().doubtful()
                                ? Sentence.doubt(ended.facts()) + " asked about "
                                : ", asked about ")
                        + Sentence.file(run.file()) + ", was told no, and ran it all the same."));
    }

    private static boolean concerns(Execution run) {
        boolean file = run.vector() == Vector.SCRIPT_FILE
                || run.vector() == Vector.MODULE
                || run.vector() == Vector.DYNAMIC_LINKER;
        return file && run.check() == CheckState.DENIED && run.policy().restrictFile();
    }
}
