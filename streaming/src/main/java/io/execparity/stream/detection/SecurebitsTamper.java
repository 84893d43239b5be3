package io.execparity.stream.detection;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.NamespaceBits;
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
        String how = attempt.namespace() == null ? "clear" : "shed by a new user namespace";
        return new Verdict.Fires(Finding.of(rule(), attempt.host(), attempt.key(), confidence(attempt))
                .process(attempt.process())
                .policy(attempt.before())
                .evidence(attempt.evidence())
                .because(Sentence.program(attempt.process()) + " tried to " + how + " the exec securebits "
                        + String.join(", ", attempt.before().words()) + " that bind it, and "
                        + outcome(attempt)));
    }

    private static Confidence confidence(Observation.SecurebitsAttempt attempt) {
        if (attempt.doubtful()) {
            return Confidence.POSSIBLE;
        }
        boolean sure = !attempt.inherited() && (!attempt.succeeded() || attempt.namespace() != NamespaceBits.UNKNOWN);
        return sure ? Confidence.PROVEN : Confidence.LIKELY;
    }

    private static String outcome(Observation.SecurebitsAttempt attempt) {
        if (!attempt.succeeded()) {
            return "was refused.";
        }
        NamespaceBits namespace = attempt.namespace();
        if (namespace == null || namespace == NamespaceBits.SHED) {
            return "succeeded.";
        }
        return namespace == NamespaceBits.KEPT
                ? "entered it with them: this kernel keeps them."
                : "entered it: whether this kernel sheds them there is not known.";
    }
}
