package io.execparity.stream.detection;

import io.execparity.schema.event.SourceLoss;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.stream.engine.Observation;

/** Auditing was switched off, its rules were removed, or its daemon stopped. Clean stops and reloads are only noted. */
final class AuditTampering implements Detection {
    @Override
    public Rule rule() {
        return Rule.AUDIT_TAMPERING;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (observation instanceof Observation.SourceLost lost && lost.loss().what() == SourceLoss.What.LOG_CUT) {
            return new Verdict.Fires(Finding.of(rule(), lost.host(), lost.key(), Confidence.PROVEN)
                    .about(lost.loss().about())
                    .because("The audit log was cut: " + lost.loss().explanation() + "."));
        }
        if (!(observation instanceof Observation.AuditChange change)) {
            return Verdict.quiet();
        }
        Finding.Builder finding = Finding.of(rule(), change.host(), change.key(), Confidence.PROVEN)
                .severity(severity(change.kind()))
                .evidence(change.evidence());
        String who = "Somebody";
        if (change.process() != null) {
            finding.process(change.process());
            who = Sentence.program(change.process());
        }
        return new Verdict.Fires(finding.because(words(change, who)));
    }

    private static Severity severity(Observation.AuditChange.Kind kind) {
        return switch (kind) {
            case DISABLED, RULES_REMOVED, DAEMON_ABORTED, DAEMON_VANISHED -> Severity.CRITICAL;
            case RULES_RELOADED, DAEMON_STOPPED -> Severity.LOW;
        };
    }

    private static String words(Observation.AuditChange change, String who) {
        return switch (change.kind()) {
            case DISABLED -> who + " switched auditing off; switching it on again leaves no record.";
            case RULES_REMOVED ->
                who + " removed audit rules, and " + change.count() + " of them did not come back within a minute.";
            case RULES_RELOADED -> who + " reloaded the audit rules: " + change.count() + " removed and put back.";
            case DAEMON_STOPPED -> "The audit daemon was stopped in order; nothing is written until it starts again.";
            case DAEMON_ABORTED -> "The audit daemon ended abnormally; nothing is written until it starts again.";
            case DAEMON_VANISHED -> "The audit daemon started again although no record says that it had ended.";
        };
    }
}
