package io.execparity.report.gather;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.report.control.Control;
import io.execparity.report.model.ControlReport;
import io.execparity.report.model.RuleLine;
import io.execparity.report.model.RuleLine.Bearing;
import io.execparity.report.model.Sample;
import io.execparity.report.model.State;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The most severe findings of each rule, the oldest first, as examples. */
final class Samples {
    /** Some of a rule's findings may turn out to be dismissed. */
    private static final int MOST_OF_A_RULE = 4 * ControlReport.MOST_SAMPLES;

    private static final int MOST_EVIDENCE = 4;

    private final ResultStore store;
    private final Filter filter;
    private final Decisions decisions;
    private final QuietRollUps quiet;
    private final Map<Rule, List<Sample>> byRule = new EnumMap<>(Rule.class);

    Samples(ResultStore store, Filter filter, Decisions decisions, QuietRollUps quiet) {
        this.store = store;
        this.filter = filter.with(Field.STATUS, "open", "acknowledged", "closed");
        this.decisions = decisions;
        this.quiet = quiet;
    }

    /** Those for one control, of the rules that decide it. */
    List<Sample> of(Control control, List<RuleLine> lines) {
        List<Sample> samples = new ArrayList<>();
        for (RuleLine line : lines) {
            if (line.bearing() != Bearing.NOTED && line.findings() > 0) {
                samples.addAll(byRule.computeIfAbsent(line.rule(), this::read).stream()
                        .filter(sample -> isMeant(control, sample))
                        .limit(ControlReport.MOST_SAMPLES)
                        .toList());
            }
        }
        samples.sort(Comparator.comparing((Sample sample) -> -sample.severity().number())
                .thenComparing(sample -> control.violatedBy().contains(sample.rule()) ? 0 : 1)
                .thenComparing(Sample::time)
                .thenComparing(Sample::id));
        return samples.subList(0, Math.min(samples.size(), ControlReport.MOST_SAMPLES));
    }

    /** Attention is wanted by some findings of a rule and not by others. */
    private static boolean isMeant(Control control, Sample sample) {
        return control.violatedBy().contains(sample.rule())
                || control.handled().contains(sample.rule())
                || control.handlesAttention() && Attention.isWanted(sample.rule(), sample.severity());
    }

    private List<Sample> read(Rule rule) {
        return store
                .page(
                        Results.FINDINGS,
                        filter.with(Field.RULE, rule.slug()),
                        Order.SEVERITY,
                        Optional.empty(),
                        MOST_OF_A_RULE)
                .rows()
                .stream()
                .filter(row -> decisions.state(row) != State.DISMISSED && !quiet.contains(row))
                .flatMap(row -> sample(row, rule).stream())
                .toList();
    }

    private Optional<Sample> sample(Row row, Rule rule) {
        JsonNode json = SourceJson.of(row);
        JsonNode ours = json.path("execparity");
        Optional<Severity> severity =
                Words.find(Severity.class, ours.path("severity").asText());
        Optional<Confidence> confidence =
                Words.find(Confidence.class, ours.path("confidence").asText());
        if (severity.isEmpty() || confidence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Sample(
                row.id(),
                row.cursor().time(),
                json.at("/host/name").asText(""),
                rule,
                severity.get(),
                confidence.get(),
                decisions.state(row),
                Math.max(1, ours.path("count").asLong(1)),
                row.owner(),
                json.at("/file/path").asText(""),
                ours.path("explanation").asText(""),
                SourceJson.texts(ours.path("evidence")).stream()
                        .limit(MOST_EVIDENCE)
                        .toList()));
    }
}
