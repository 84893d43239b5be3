package io.execparity.stream.detection;

import io.execparity.schema.execution.EvidenceOrder;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;
import io.execparity.stream.engine.RecordKind;
import io.execparity.stream.measurement.ListFlaw;
import java.util.Set;

/** A measurement list is not what the kernel wrote. */
final class MeasurementListTampered implements Detection {
    @Override
    public Rule rule() {
        return Rule.MEASUREMENT_LIST_TAMPERED;
    }

    @Override
    public Set<RecordKind> needs() {
        return Set.of();
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.ListFlawed flawed)) {
            return Verdict.quiet();
        }
        ListFlaw flaw = flawed.flaw();
        Confidence confidence = flawed.certain() ? Confidence.PROVEN : Confidence.LIKELY;
        Finding.Builder finding = Finding.of(rule(), flawed.host(), flawed.key(), confidence)
                .evidence(EvidenceOrder.listed(Math.max(0, flaw.entry())));
        return new Verdict.Fires(
                finding.because("The measurement list " + flaw.list() + " " + flaw.what() + doubt(flaw.kind()) + "."));
    }

    private static String doubt(ListFlaw.Kind kind) {
        return switch (kind) {
            case CHANGED, UNREACHED -> "";
            case UNREADABLE -> "; the copy may be damaged";
            case REWRITTEN -> "; there are more such lists than boots on record, so that one boot would have both";
        };
    }
}
