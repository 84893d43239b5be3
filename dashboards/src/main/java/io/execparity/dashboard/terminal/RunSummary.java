package io.execparity.dashboard.terminal;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.event.MissingPart;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.util.List;
import java.util.Map;

/**
 * What one run found, counted. The order in which its parts came in does not show, unless a log invents more names than
 * are counted one by one.
 *
 * @param wantAttention how many findings make a run exit with 3
 * @param findings by rule: what goes to a person at once first, then by severity
 * @param executions in the order of the words
 * @param suppressed in the order of the rules
 * @param written in the order in which the files were made
 */
public record RunSummary(
        long wantAttention,
        List<RuleCount> findings,
        List<ExecutionCount> executions,
        Map<CheckState, Long> checks,
        Lines lines,
        List<SuppressedCount> suppressed,
        Losses losses,
        List<Written> written) {
    public RunSummary {
        findings = List.copyOf(findings);
        executions = List.copyOf(executions);
        checks = Map.copyOf(checks);
        requireNonNull(lines, "lines is null");
        suppressed = List.copyOf(suppressed);
        requireNonNull(losses, "losses is null");
        written = List.copyOf(written);
    }

    /**
     * The findings of one rule.
     *
     * @param severity the highest among them
     * @param findings how many lines there are
     * @param acts how many acts they stand for: a roll-up counts all of its own
     * @param confidences without those that no finding has
     * @param newest the explanation of the newest of them, in event time
     */
    public record RuleCount(
            Rule rule, Severity severity, long findings, long acts, Map<Confidence, Long> confidences, String newest) {
        public RuleCount {
            requireNonNull(rule, "rule is null");
            requireNonNull(severity, "severity is null");
            confidences = Map.copyOf(confidences);
            requireNonNull(newest, "newest is null");
        }
    }

    /**
     * The executions of one kind.
     *
     * @param executions all of them, whatever came of them
     * @param denied those that the kernel denied
     * @param refused those that the interpreter refused
     */
    public record ExecutionCount(
            Mode mode, Vector vector, CodeOrigin origin, long executions, long denied, long refused) {}

    /**
     * What became of the lines read.
     *
     * @param rejected how many for each reason; after very many reasons the rest share one
     */
    public record Lines(long understood, Map<String, Long> rejected) {
        public Lines {
            rejected = Map.copyOf(rejected);
        }
    }

    /** The findings of one rule that one suppression held back. */
    public record SuppressedCount(Rule rule, String by, long findings) {}

    /**
     * What is missing from the evidence.
     *
     * @param gaps runs of serials without any record
     * @param missingEvents how many serials they span
     * @param incompleteEvents events that came in part
     * @param missingParts how many of those lack each part
     */
    public record Losses(long gaps, long missingEvents, long incompleteEvents, Map<MissingPart, Long> missingParts) {
        public Losses {
            missingParts = Map.copyOf(missingParts);
        }

        public boolean none() {
            return gaps == 0 && incompleteEvents == 0;
        }
    }

    /** A file that the run made. */
    public record Written(String path, long lines) {}
}
