package io.execparity.dashboard.terminal;

import io.execparity.dashboard.terminal.RunSummary.ExecutionCount;
import io.execparity.dashboard.terminal.RunSummary.Losses;
import io.execparity.dashboard.terminal.RunSummary.RuleCount;
import io.execparity.dashboard.terminal.RunSummary.SuppressedCount;
import io.execparity.schema.event.MissingPart;
import io.execparity.schema.execution.CheckState;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Rule;
import java.util.Comparator;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A run's summary for people at a terminal. It says what was not seen as plainly as what was: a run without findings
 * over a log with losses does not look like a clean one.
 */
public final class SummaryTable {
    private final TerminalStyle style;

    public SummaryTable(TerminalStyle style) {
        this.style = style;
    }

    /** The whole summary; every line ends in a line feed. */
    public String text(RunSummary summary) {
        StringBuilder out = new StringBuilder();
        findings(out, summary);
        executions(out, summary);
        suppressed(out, summary);
        evidence(out, summary);
        written(out, summary);
        return out.toString();
    }

    private void findings(StringBuilder out, RunSummary summary) {
        if (summary.findings().isEmpty()) {
            heading(out, "FINDINGS", noFindings(summary));
            return;
        }
        heading(out, "FINDINGS", number(summary.wantAttention()) + " for a person at once");
        TextTable table =
                new TextTable(style, 3, "class", "rule", "severity", "count", "acts", "proven", "likely", "possible");
        for (RuleCount count : summary.findings()) {
            table.row(
                    Ink.of(count.severity()),
                    count.newest(),
                    count.rule().findingClass().word(),
                    count.rule().slug(),
                    count.severity().word(),
                    number(count.findings()),
                    number(count.acts()),
                    number(count.confidences().getOrDefault(Confidence.PROVEN, 0L)),
                    number(count.confidences().getOrDefault(Confidence.LIKELY, 0L)),
                    number(count.confidences().getOrDefault(Confidence.POSSIBLE, 0L)));
        }
        table.appendTo(out);
    }

    private static String noFindings(RunSummary summary) {
        if (summary.lines().understood() == 0) {
            return "none: not one line was understood";
        }
        boolean whole = summary.losses().none() && summary.lines().rejected().isEmpty();
        return whole ? "none" : "none in what could be read; some is missing, see EVIDENCE";
    }

    private void executions(StringBuilder out, RunSummary summary) {
        out.append('\n');
        heading(out, "EXECUTIONS", summary.executions().isEmpty() ? "none" : "");
        if (!summary.executions().isEmpty()) {
            TextTable table = new TextTable(style, 3, "mode", "vector", "origin", "count", "denied", "refused");
            for (ExecutionCount count : summary.executions()) {
                table.row(
                        Ink.PLAIN,
                        "",
                        count.mode().word(),
                        count.vector().word(),
                        count.origin().word(),
                        number(count.executions()),
                        number(count.denied()),
                        number(count.refused()));
            }
            table.appendTo(out);
        }
        StringJoiner checks = new StringJoiner(", ");
        for (CheckState state : CheckState.values()) {
            if (summary.checks().containsKey(state)) {
                checks.add(number(summary.checks().get(state)) + " " + state.word());
            }
        }
        out.append("checks: ")
                .append(checks.length() == 0 ? "none" : checks.toString())
                .append('\n');
    }

    private void suppressed(StringBuilder out, RunSummary summary) {
        if (summary.suppressed().isEmpty()) {
            return;
        }
        out.append('\n');
        heading(out, "SUPPRESSED", "");
        TextTable table = new TextTable(style, 2, "rule", "by", "count");
        for (SuppressedCount count : summary.suppressed()) {
            table.row(Ink.PLAIN, "", count.rule().slug(), count.by(), number(count.findings()));
        }
        table.appendTo(out);
    }

    private void evidence(StringBuilder out, RunSummary summary) {
        out.append('\n');
        heading(out, "EVIDENCE", "");
        long rejected = summary.lines().rejected().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        out.append("lines: ")
                .append(number(summary.lines().understood()))
                .append(" understood, ")
                .append(number(rejected))
                .append(" rejected\n");
        summary.lines().rejected().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> out.append("    ")
                        .append(number(entry.getValue()))
                        .append(' ')
                        .append(style.text().of(entry.getKey()))
                        .append('\n'));
        out.append(summary.losses().none() ? lossesFound(summary) : losses(summary.losses()))
                .append('\n');
    }

    /** Where the events themselves were not counted, what was found among them still tells of losses. */
    private String lossesFound(RunSummary summary) {
        long lost = summary.findings().stream()
                .filter(count -> count.rule() == Rule.TELEMETRY_LOSS)
                .mapToLong(RuleCount::acts)
                .sum();
        return lost == 0
                ? "losses: none seen"
                : Ink.HIGH.on(style, "losses: " + counted(lost, "event") + " missing or incomplete");
    }

    private String losses(Losses losses) {
        StringJoiner parts = new StringJoiner(", ", " (", ")").setEmptyValue("");
        for (MissingPart part : MissingPart.values()) {
            if (losses.missingParts().containsKey(part)) {
                parts.add(number(losses.missingParts().get(part)) + " without " + part.name());
            }
        }
        String text = "losses: " + counted(losses.missingEvents(), "event") + " missing in "
                + counted(losses.gaps(), "gap") + ", " + number(losses.incompleteEvents()) + " incomplete" + parts;
        return Ink.HIGH.on(style, text);
    }

    private void written(StringBuilder out, RunSummary summary) {
        if (summary.written().isEmpty()) {
            return;
        }
        out.append('\n');
        heading(out, "WRITTEN", "");
        summary.written()
                .forEach(file -> out.append(style.text().of(file.path()))
                        .append("  ")
                        .append(counted(file.lines(), "line"))
                        .append('\n'));
    }

    private void heading(StringBuilder out, String title, String rest) {
        out.append(Ink.HEADING.on(style, title))
                .append(rest.isEmpty() ? "" : "  " + rest)
                .append('\n');
    }

    private static String counted(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    private static String number(long number) {
        return TerminalStyle.number(number);
    }
}
