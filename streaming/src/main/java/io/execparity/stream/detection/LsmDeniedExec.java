package io.execparity.stream.detection;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.engine.Observation;

/** A security module refused an execution or a check, by its own record. */
final class LsmDeniedExec implements Detection {
    @Override
    public Rule rule() {
        return Rule.LSM_DENIED_EXEC;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (!(observation instanceof Observation.ModuleDenial denial)) {
            return Verdict.quiet();
        }
        String inside = denial.detail().isEmpty() ? "" : " (" + denial.detail() + ")";
        return new Verdict.Fires(
                Finding.of(rule(), denial.host(), denial.key(), denial.alone() ? Confidence.LIKELY : Confidence.PROVEN)
                        .process(denial.process())
                        .file(denial.file())
                        .evidence(denial.evidence())
                        .because("%s%s did not let %s execute %s."
                                .formatted(
                                        capitalized(denial.module()),
                                        inside,
                                        Sentence.program(denial.process()),
                                        Sentence.file(denial.file()))));
    }

    private static String capitalized(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
