package io.execparity.stream.detection;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** A memory file was mapped executable: code can be run from it without any exec. */
final class MemfdMapExec implements Detection {
    @Override
    public Rule rule() {
        return Rule.MEMFD_MAP_EXEC;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.MemfdMapped mapped) || mapped.dynamicLinker()) {
            return Verdict.quiet();
        }
        Confidence confidence = mapped.opensOnRecord() ? Confidence.LIKELY : Confidence.POSSIBLE;
        return new Verdict.Fires(Finding.of(rule(), mapped.host(), mapped.key(), confidence)
                .process(mapped.process())
                .evidence(mapped.evidence())
                .because(Sentence.program(mapped.process())
                        + (mapped.memfd() == null ? " made a mapped" : " mapped a")
                        + " memory file executable"
                        + (mapped.opensOnRecord()
                                ? "."
                                : ", unless its descriptor number was given to another file meanwhile.")));
    }
}
