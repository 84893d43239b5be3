package io.execparity.stream.detection;

import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** An interpreter runs a script that lives in an anonymous memory file. */
final class MemfdScript implements Detection {
    @Override
    public Rule rule() {
        return Rule.MEMFD_SCRIPT;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunBegan began) || began.run().origin() != CodeOrigin.MEMFD) {
            return Verdict.quiet();
        }
        Execution run = began.run();
        boolean shebang = run.vector() == Vector.SHEBANG;
        if (!shebang && !run.runsScriptIndirectly()) {
            return Verdict.quiet();
        }
        Confidence indirect = began.facts().stdinGuessed() ? Confidence.POSSIBLE : Confidence.LIKELY;
        Confidence confidence = shebang ? Confidence.PROVEN : indirect;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .memfdName(began.facts().memfdName())
                .because(Sentence.program(run.process()) + " runs a script in "
                        + Memfds.named(began.facts().memfdName())
                        + Memfds.madeBy(began.facts().memfd())
                        + "; it is in no file on disk."));
    }
}
