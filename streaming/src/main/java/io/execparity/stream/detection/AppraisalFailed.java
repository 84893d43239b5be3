package io.execparity.stream.detection;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.stream.engine.Observation;
import io.execparity.stream.engine.Observation.AppraisalFailure.Enforcement;

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
        Enforcement enforcement = failure.enforcement();
        Confidence confidence = enforcement == Enforcement.UNKNOWN ? Confidence.LIKELY : Confidence.PROVEN;
        Finding.Builder finding = Finding.of(rule(), failure.host(), failure.key(), confidence)
                .process(failure.process())
                .file(failure.file())
                .evidence(failure.evidence());
        if (enforcement == Enforcement.LET_PASS) {
            finding.severity(Severity.MEDIUM);
        }
        return new Verdict.Fires(finding.because("IMA " + verb(enforcement) + Sentence.file(failure.file()) + " when "
                + Sentence.program(failure.process())
                + (failure.onCheck() ? " asked whether it may be executed: " : " used it: ")
                + failure.cause().text()
                + (enforcement == Enforcement.UNKNOWN
                        ? "; without the system call on record it may have found fault only."
                        : ".")));
    }

    private static String verb(Enforcement enforcement) {
        return enforcement == Enforcement.LET_PASS ? "found fault with, but did not stop, " : "refused ";
    }
}
