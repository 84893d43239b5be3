package io.execparity.stream.detection;

import io.execparity.schema.event.MissingPart;
import io.execparity.schema.event.SourceLoss;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;
import java.util.stream.Collectors;

/** Records are missing: serials that never came, or events without their parts. */
final class TelemetryLoss implements Detection {
    @Override
    public Rule rule() {
        return Rule.TELEMETRY_LOSS;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (observation instanceof Observation.SourceLost lost) {
            return ofSource(lost.loss());
        }
        if (!(observation instanceof Observation.RecordsMissing missing)) {
            return Verdict.quiet();
        }
        String parts = missing.parts().stream().sorted().map(MissingPart::name).collect(Collectors.joining(", "));
        String serials = missing.serials() == 0 ? "" : missing.serials() + " whole event(s)";
        String events = missing.events() == 0 ? "" : missing.events() + " event(s) without " + parts;
        String both = serials.isEmpty() || events.isEmpty() ? serials + events : serials + " and " + events;
        return new Verdict.Fires(Finding.of(rule(), missing.host(), missing.key(), Confidence.PROVEN)
                .evidence(missing.evidence())
                .rollUp(new Finding.RollUp(
                        Math.max(1, missing.serials() + missing.events()), missing.key(), missing.last()))
                .because("Audit records are missing between " + missing.key().stamp() + " and "
                        + missing.last().stamp() + ": " + both
                        + "; what happened then is not known, and silence proves nothing."));
    }

    private Verdict ofSource(SourceLoss loss) {
        if (loss.what() != SourceLoss.What.LINES_LOST) {
            return Verdict.quiet();
        }
        return new Verdict.Fires(Finding.of(rule(), loss.host(), loss.at(), Confidence.PROVEN)
                .about(loss.about())
                .evidence(loss.evidence())
                .because("Of " + loss.source() + ": " + loss.explanation()
                        + "; what happened then is not known, and silence proves nothing."));
    }
}
