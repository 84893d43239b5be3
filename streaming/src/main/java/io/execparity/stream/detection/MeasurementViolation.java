package io.execparity.stream.detection;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** IMA could not vouch for what it measured, because the file was open for writing or was written afterwards. */
final class MeasurementViolation implements Detection {
    @Override
    public Rule rule() {
        return Rule.MEASUREMENT_VIOLATION;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (observation instanceof Observation.ListedViolation listed) {
            return new Verdict.Fires(listed(listed));
        }
        if (!(observation instanceof Observation.MeasurementViolation violation)) {
            return Verdict.quiet();
        }
        boolean writers = violation.cause().is("open_writers");
        return new Verdict.Fires(Finding.of(rule(), violation.host(), violation.key(), Confidence.PROVEN)
                .process(violation.process())
                .file(violation.file())
                .evidence(violation.evidence())
                .because(Sentence.file(violation.file())
                        + (writers
                                ? " was open for writing when " + Sentence.program(violation.process())
                                        + " had it measured"
                                : " was opened for writing by " + Sentence.program(violation.process())
                                        + " while somebody used what had been measured")
                        + ", so its measurement proves nothing ("
                        + violation.cause().text() + ")."));
    }

    /** What a list alone tells: not when it was, nor who did it. */
    private Finding listed(Observation.ListedViolation listed) {
        // No register covers what a violation's entry says, only that there was one.
        Confidence confidence = listed.sound() ? Confidence.LIKELY : Confidence.POSSIBLE;
        return Finding.of(rule(), listed.host(), listed.key(), confidence)
                .file(listed.file())
                .about(listed.list())
                .evidence(listed.entries())
                .because(Sentence.file(listed.file()) + " was open for writing while IMA measured it, or was written"
                        + " while what had been measured was in use, so its measurement proves nothing: the list "
                        + listed.list() + " says so in "
                        + (listed.count() == 1 ? "one entry" : listed.count() + " entries")
                        + ", and no audit record tells who did it.");
    }
}
