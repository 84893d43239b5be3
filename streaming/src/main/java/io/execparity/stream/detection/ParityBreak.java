package io.execparity.stream.detection;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Outcome;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.stream.engine.Denial;
import io.execparity.stream.engine.Observation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The kernel refused a file when it was run directly or asked about, and the very same file ran through an interpreter
 * or loader, in either order. Only a refusal that would still have held for the run counts.
 */
final class ParityBreak implements Detection {
    @Override
    public Rule rule() {
        return Rule.PARITY_BREAK;
    }

    @Override
    public Verdict examine(Observation observation) {
        if (observation instanceof Observation.RunEnded ended) {
            return afterDenial(ended);
        }
        return observation instanceof Observation.DenialAfterRuns found ? beforeDenial(found) : Verdict.quiet();
    }

    private Verdict afterDenial(Observation.RunEnded ended) {
        Execution run = ended.run();
        if (run.mode() != Mode.INDIRECT || !mayHaveRun(run) || saidOtherwise(run)) {
            return Verdict.quiet();
        }
        Optional<Denial> denial = ended.facts().denials().stream().min(Comparator.comparing(Denial::reason));
        if (denial.isEmpty()) {
            return Verdict.quiet();
        }
        boolean doubtful =
                ended.facts().stdinGuessed() || !ended.facts().fileKnown() || run.outcome() == Outcome.UNKNOWN;
        boolean during = denial.get().key().compareTo(run.key()) > 0;
        return new Verdict.Fires(finding(denial.get(), run, doubtful)
                .evidence(denial.get().evidence())
                .execution(run)
                .because(Sentence.program(run.process()) + " ran " + Sentence.handed(run)
                        + refused(denial.get(), during) + ", because "
                        + denial.get().reason().sentence() + "."));
    }

    private static String refused(Denial denial, boolean during) {
        if (during) {
            return ", which the kernel refused meanwhile " + (denial.wasCheck() ? "in a check" : "to execute directly");
        }
        return " after the kernel had refused " + (denial.wasCheck() ? "it in a check" : "to execute it directly");
    }

    private static boolean mayHaveRun(Execution run) {
        return run.outcome() == Outcome.RAN
                || run.outcome() == Outcome.UNKNOWN && run.vector() != Vector.DYNAMIC_LINKER;
    }

    /** True where the process asked itself, or was under a policy to ask: rules of their own speak of that. */
    private static boolean saidOtherwise(Execution run) {
        boolean asked = run.check() == CheckState.DENIED || run.check() == CheckState.ALLOWED;
        return asked || run.policy().restrictFile() && run.vector() != Vector.STDIN_FILE;
    }

    private Verdict beforeDenial(Observation.DenialAfterRuns found) {
        List<Execution> runs =
                found.runs().stream().filter(run -> !saidOtherwise(run)).toList();
        if (runs.isEmpty()) {
            return Verdict.quiet();
        }
        Execution last = runs.get(runs.size() - 1);
        Denial denial = found.denial();
        long count = runs.size() + found.more();
        Finding.Builder finding = finding(denial, last, false);
        runs.forEach(run -> finding.evidence(run.evidence()));
        finding.execution(last).evidence(denial.evidence());
        if (count > 1) {
            finding.rollUp(new Finding.RollUp(count, runs.get(0).key(), last.key()));
        }
        return new Verdict.Fires(finding.because("The kernel refused " + Sentence.file(last.file()) + ", because "
                + denial.reason().sentence() + ", but " + Sentence.program(last.process()) + " had run it before"
                + (count > 1 ? " (" + count + " runs in all)." : ".")));
    }

    private Finding.Builder finding(Denial denial, Execution run, boolean doubtful) {
        boolean vague = denial.reason() == Denial.Reason.UNKNOWN;
        Confidence confidence = doubtful || vague ? Confidence.POSSIBLE : Confidence.LIKELY;
        Finding.Builder finding = Finding.of(
                rule(), run.host(), run.key().compareTo(denial.key()) > 0 ? run.key() : denial.key(), confidence);
        return vague ? finding.severity(Severity.LOW) : finding;
    }
}
