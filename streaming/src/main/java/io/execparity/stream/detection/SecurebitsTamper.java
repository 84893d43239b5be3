package io.execparity.stream.detection;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** A process tried to clear exec securebits that were set, or shed them by a new user namespace. */
final class SecurebitsTamper implements Detection {
    @Override
    public Rule rule() {
        return Rule.SECUREBITS_TAMPER;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.SecurebitsAttempt attempt)) {
            return Verdict.quiet();
        }
        Confidence confidence = attempt.inherited() ? Confidence.LIKELY : Confidence.PROVEN;
        String how = attempt.byNamespace() ? "shed by a new user namespace" : "clear";
        return new Verdict.Fires(Finding.of(rule(), attempt.host(), attempt.key(), confidence)
                .process(attempt.process())
                .policy(attempt.before())
                .evidence(attempt.evidence())
                .because(Sentence.program(attempt.process()) + " tried to " + how + " the exec securebits "
                        + String.join(", ", attempt.before().words()) + " that bind it, and "
                        + (attempt.succeeded() ? "succeeded." : "was refused.")));
    }
}
