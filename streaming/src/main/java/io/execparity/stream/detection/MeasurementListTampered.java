package io.execparity.stream.detection;

import io.execparity.schema.event.SourceLoss;
import io.execparity.schema.execution.EvidenceOrder;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;
import io.execparity.stream.measurement.ListFlaw;

/** A measurement list is not what the kernel wrote. */
final class MeasurementListTampered implements Detection {
    @Override
    public Rule rule() {
        return Rule.MEASUREMENT_LIST_TAMPERED;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (observation instanceof Observation.SourceLost lost) {
            return ofAgent(lost.loss());
        }
        if (!(observation instanceof Observation.ListFlawed flawed)) {
            return Verdict.quiet();
        }
        ListFlaw flaw = flawed.flaw();
        Confidence confidence = confidence(flaw.kind(), flawed.certain());
        Finding.Builder finding = Finding.of(rule(), flawed.host(), flawed.key(), confidence)
                .about(flaw.list() + ' ' + flaw.kind() + ' ' + flaw.entry());
        if (flaw.entry() >= 0) {
            finding.evidence(EvidenceOrder.listed(flaw.entry()));
        } else {
            finding.evidence(EvidenceOrder.listed(0)).evidence(EvidenceOrder.listed(Math.max(0, flaw.entries() - 1)));
        }
        return new Verdict.Fires(
                finding.because("The measurement list " + flaw.list() + " " + flaw.what() + doubt(flaw.kind()) + "."));
    }

    /** The agent reads the list again and again, and has seen what is gone. */
    private Verdict ofAgent(SourceLoss loss) {
        if (loss.what() != SourceLoss.What.LIST_SHRUNK && loss.what() != SourceLoss.What.LIST_REWRITTEN) {
            return Verdict.quiet();
        }
        return new Verdict.Fires(Finding.of(rule(), loss.host(), loss.at(), Confidence.LIKELY)
                .about(loss.about())
                .because("The measurement list " + loss.source() + " is not what it was in the same boot: "
                        + loss.explanation() + "."));
    }

    private static Confidence confidence(ListFlaw.Kind kind, boolean certain) {
        return switch (kind) {
            case CHANGED -> certain ? Confidence.PROVEN : Confidence.LIKELY;
            case UNREACHED -> certain ? Confidence.LIKELY : Confidence.POSSIBLE;
            case UNREADABLE -> Confidence.LIKELY;
            case REWRITTEN -> certain ? Confidence.LIKELY : Confidence.POSSIBLE;
        };
    }

    private static String doubt(ListFlaw.Kind kind) {
        return switch (kind) {
            case CHANGED -> "";
            case UNREACHED -> "; or it was read before the register was";
            case UNREADABLE -> "; the copy may be damaged";
            case REWRITTEN ->
                "; there are more such lists than boots on record, so that it is of a boot that is not, or was rewritten";
        };
    }
}
