package io.execparity.dashboard.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.finding.SuppressedFinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SummaryCollectorTest {
    @Property(tries = 50)
    void the_order_of_findings_does_not_show(@ForAll long seed) {
        Rule[] rules = Rule.values();
        List<Finding> findings = new ArrayList<>(LongStream.range(0, 200)
                .mapToObj(i -> Samples.finding(rules[(int) (i * 7 % 5)], i / 2, Confidence.LIKELY, "number " + i))
                .toList());
        RunSummary inOrder = summary(findings);
        Collections.shuffle(findings, new Random(seed));

        assertThat(summary(findings)).isEqualTo(inOrder);
    }

    @Test
    void what_a_person_should_see_at_once_comes_first() {
        RunSummary summary = summary(List.of(
                Samples.finding(Rule.DYNAMIC_LINKER_EXEC, 1, Confidence.PROVEN, "gap"),
                Samples.finding(Rule.AUDIT_TAMPERING, 1, Confidence.PROVEN, "telemetry"),
                Samples.finding(Rule.MEMFD_CREATE_REJECTED, 1, Confidence.PROVEN, "alert low"),
                Samples.finding(Rule.MEMFD_MASQUERADE, 1, Confidence.PROVEN, "alert critical"),
                Samples.finding(Rule.PARITY_BREAK, 1, Confidence.PROVEN, "bypass")));

        assertThat(summary.findings())
                .extracting(RunSummary.RuleCount::newest)
                .containsExactly("bypass", "alert critical", "alert low", "telemetry", "gap");
        assertThat(summary.wantAttention()).isEqualTo(4);
    }

    @Test
    void a_roll_up_counts_once_as_a_finding_and_with_all_of_its_acts() {
        RunSummary summary = summary(List.of(
                Samples.rollUp(Rule.UNCHECKED_SCRIPT, 1, 41, "many"),
                Samples.finding(Rule.UNCHECKED_SCRIPT, 2, Confidence.PROVEN, "one")));

        assertThat(summary.findings())
                .singleElement()
                .returns(2L, RunSummary.RuleCount::findings)
                .returns(42L, RunSummary.RuleCount::acts)
                .returns("one", RunSummary.RuleCount::newest);
    }

    @Test
    void a_rule_is_as_severe_as_its_worst_finding() {
        Finding lowered = Finding.of(Rule.PARITY_BREAK, "h", Samples.key(9), Confidence.POSSIBLE)
                .severity(Severity.LOW)
                .because("in a sandbox");

        assertThat(summary(List.of(lowered)).findings())
                .singleElement()
                .returns(Severity.LOW, RunSummary.RuleCount::severity);
        assertThat(summary(List.of(Samples.finding(Rule.PARITY_BREAK, 1, Confidence.PROVEN, "worse"), lowered))
                        .findings())
                .singleElement()
                .returns(Severity.HIGH, RunSummary.RuleCount::severity);
    }

    @Test
    void a_log_that_invents_names_does_not_fill_the_memory() {
        SummaryCollector collector = new SummaryCollector();
        for (int i = 0; i < 10_000; i++) {
            collector.rejected("reason " + i);
            collector.suppressed(new SuppressedFinding(
                    Samples.finding(Rule.MEMFD_EXEC, 1, Confidence.PROVEN, "why"),
                    "name " + i,
                    Confidence.PROVEN,
                    "why"));
        }

        RunSummary summary = collector.summary();

        assertThat(summary.lines().rejected())
                .hasSize(SummaryCollector.MAXIMUM_NAMES + 1)
                .containsEntry(SummaryCollector.OTHERS, 10_000L - SummaryCollector.MAXIMUM_NAMES);
        assertThat(summary.suppressed()).hasSize(SummaryCollector.MAXIMUM_NAMES + 1);
    }

    private static RunSummary summary(List<Finding> findings) {
        SummaryCollector collector = new SummaryCollector();
        findings.forEach(collector::finding);
        return collector.summary();
    }
}
