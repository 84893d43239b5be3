package io.execparity.stream.detection;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.RuleNeeds;
import io.execparity.stream.engine.Observation;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A host never sent a kind of record that rules need: those rules cannot see there, and their silence means nothing. */
final class SensorBlindSpot implements Detection {
    @Override
    public Rule rule() {
        return Rule.SENSOR_BLIND_SPOT;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.KindNeverSeen unseen)) {
            return Verdict.quiet();
        }
        String blind = Arrays.stream(Rule.values())
                .filter(rule -> RuleNeeds.bundled().of(rule).needs(unseen.kind().feed()))
                .map(Rule::slug)
                .collect(Collectors.joining(", "));
        if (blind.isEmpty()) {
            return Verdict.quiet();
        }
        return new Verdict.Fires(Finding.of(rule(), unseen.host(), unseen.key(), Confidence.LIKELY)
                .about(unseen.kind().words())
                .evidence(unseen.key().stamp())
                .evidence(unseen.last().stamp())
                .because("No record of " + unseen.kind().words() + " ever came from " + unseen.host()
                        + ", so these rules may be blind there: " + blind + "; an audit rule such as \""
                        + unseen.kind().auditRule() + "\" would show them."));
    }
}
