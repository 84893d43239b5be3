package io.execparity.stream.detection;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.stream.engine.Observation;

/** IMA found a file wanting when it was executed or asked about. */
final class AppraisalFailed implements Detection {
    @Override
    public Rule rule() {
        return Rule.APPRAISAL_FAILED;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.AppraisalFailure failure)) {
            return Verdict.quiet();
        }
        Finding.Builder finding = Finding.of(rule(), failure.host(), failure.key(), Confidence.PROVEN)
                .process(failure.process())
                .file(failure.file())
                .evidence(failure.evidence());
        if (!failure.enforced()) {
            finding.severity(Severity.MEDIUM);
        }
        return new Verdict.Fires(finding.because("IMA "
                + (failure.enforced() ? "refused " : "found fault with, but did not stop, ")
                + Sentence.file(failure.file()) + " when " + Sentence.program(failure.process())
                + (failure.onCheck() ? " asked whether it may be executed: " : " used it: ")
                + failure.cause().text()
                + "."));
    }
}
