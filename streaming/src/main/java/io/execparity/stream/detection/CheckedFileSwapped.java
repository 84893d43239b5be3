package io.execparity.stream.detection;

import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** A process checked one file and ran another under the same name. */
final class CheckedFileSwapped implements Detection {
    @Override
    public Rule rule() {
        return Rule.CHECKED_FILE_SWAPPED;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.RunEnded ended)
                || ended.facts().checkedOther() == null
                || ended.run().outcome() == Outcome.DENIED
                || ended.run().outcome() == Outcome.REFUSED) {
            return Verdict.quiet();
        }
        Execution run = ended.run();
        boolean seen = run.mode() == Mode.DIRECT && !ended.facts().swapUncertain();
        Confidence confidence = seen ? Confidence.PROVEN : Confidence.LIKELY;
        return new Verdict.Fires(Finding.of(rule(), run.host(), run.key(), confidence)
                .execution(run)
                .because(Sentence.asker(run.process(), ended.facts().checkedBy()) + " checked "
                        + Sentence.file(run.file())
                        + ", but the file that ran under this name is another one than the kernel was asked about."));
    }
}
