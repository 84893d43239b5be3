package io.execparity.stream.detection;

import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** The kernel refused to make an executable memory file, as vm.memfd_noexec=2 tells it to. */
final class MemfdCreateRejected implements Detection {
    /** With which vm.memfd_noexec=2 refuses an executable memory file. */
    private static final long EACCES = -13;

    @Override
    public Rule rule() {
        return Rule.MEMFD_CREATE_REJECTED;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.MemfdCalled called)
                || called.call().answer() != EACCES) {
            return Verdict.quiet();
        }
        MemfdCall rejected = called.call();
        return new Verdict.Fires(Finding.of(rule(), rejected.host(), rejected.key(), Confidence.PROVEN)
                .process(rejected.process())
                .evidence(rejected.key().stamp())
                .because(Sentence.program(rejected.process())
                        + " asked for an executable memory file and was refused, as vm.memfd_noexec=2 demands."));
    }
}
