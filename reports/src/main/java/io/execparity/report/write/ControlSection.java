package io.execparity.report.write;

import io.execparity.report.control.Control;
import io.execparity.report.control.Framework;
import io.execparity.report.control.Quantity;
import io.execparity.report.model.BlindRule;
import io.execparity.report.model.ControlReport;
import io.execparity.report.model.Exemption;
import io.execparity.report.model.FrameworkReport;
import io.execparity.report.model.Report;
import io.execparity.report.model.RuleLine;
import io.execparity.report.model.Sample;
import io.execparity.report.write.Markup.Column;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** One framework: an overview of its controls, and then each with its evidence. */
final class ControlSection {
    private static final List<Column> OVERVIEW =
            List.of(new Column("Control", "medium"), new Column("Title", "wide"), new Column("Status", "wide"));
    private static final List<Column> RULES = List.of(
            new Column("Rule", "medium"),
            new Column("How it bears", "fifth"),
            new Column("weighty", "number"),
            new Column("possible", "number"),
            new Column("minor", "number"),
            new Column("open", "number"),
            new Column("exempted", "number"),
            new Column("acts", "number"));

    private static final int MOST_HOSTS = 10;

    private final Markup markup;
    private final Report report;

    ControlSection(Markup markup, Report report) {
        this.markup = markup;
        this.report = report;
    }

    void addTo(Element body, FrameworkReport framework) {
        Framework of = framework.framework();
        markup.text(body, "h2", "", of.title() + ", " + of.edition());
        if (!of.exactTitles()) {
            markup.text(body, "p", "small muted", "Titles are ours, not the standard's, which is under copyright.");
        }
        Element rows = markup.table(body, OVERVIEW);
        for (ControlReport control : framework.controls()) {
            Element row = markup.row(
                    rows,
                    OVERVIEW,
                    List.of(control.control().id(), control.control().title()));
            markup.text(
                    row,
                    "td",
                    "status " + control.status().key(),
                    control.status().words());
        }
        for (ControlReport control : framework.controls()) {
            control(markup.in(body, "div", "control"), control);
        }
    }

    private void control(Element section, ControlReport of) {
        Control control = of.control();
        markup.text(section, "h3", "", control.id() + "  " + control.title());
        markup.text(section, "p", "status " + of.status().key(), of.status().words());
        markup.text(section, "p", "", of.reason());
        markup.text(section, "p", "small muted", "Looked at: " + control.bearing() + " Not shown: " + control.limits());
        markup.text(section, "p", "small", "In numbers: " + numbers(control) + ".");
        rules(section, of.rules());
        samples(section, of);
        exemptions(section, of.exemptions());
        if (of.gaps() > 0) {
            markup.text(
                    section,
                    "p",
                    "small incomplete",
                    "Coverage: " + Figures.of(of.gaps())
                            + (of.gaps() == 1 ? " gap in the telemetry concerns" : " gaps in the telemetry concern")
                            + " this control; see \"What was missing\".");
        }
        for (BlindRule rule : of.blind()) {
            List<String> hosts = rule.hosts();
            String some = String.join(", ", hosts.subList(0, Math.min(MOST_HOSTS, hosts.size())));
            String more = hosts.size() > MOST_HOSTS ? " and " + Figures.of(hosts.size() - MOST_HOSTS) + " more" : "";
            markup.text(
                    section,
                    "p",
                    "small incomplete",
                    "Could not see: " + rule.rule().slug() + " on " + some + more + ".");
        }
    }

    private String numbers(Control control) {
        List<String> numbers = new ArrayList<>();
        for (Quantity quantity : control.quantities()) {
            numbers.add(Figures.of(report.facts(), quantity) + " " + quantity.words());
        }
        return String.join("; ", numbers);
    }

    private void rules(Element section, List<RuleLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        Element rows = markup.table(section, RULES);
        for (RuleLine line : lines) {
            markup.row(
                    rows,
                    RULES,
                    List.of(
                            line.rule().slug(),
                            line.bearing().words(),
                            Figures.of(line.weighty()),
                            Figures.of(line.doubtful()),
                            Figures.of(line.minor()),
                            Figures.of(line.open()),
                            Figures.of(line.exempted()),
                            Figures.of(line.acts())));
        }
    }

    private void samples(Element section, ControlReport of) {
        for (Sample sample : of.samples()) {
            Element line = markup.in(section, "p", "small");
            markup.text(line, "span", "mono", Figures.time(sample.time()));
            markup.add(line, "  " + sample.host() + "  ");
            markup.text(line, "b", "", sample.rule().slug());
            markup.add(
                    line,
                    ", " + sample.severity().word() + ", " + sample.confidence().word() + ", "
                            + sample.state().word()
                            + (sample.owner().isEmpty() ? "" : " by " + sample.owner())
                            + (sample.acts() > 1 ? ", " + Figures.of(sample.acts()) + " acts" : "") + ": "
                            + sample.explanation() + " ");
            markup.text(line, "span", "mono muted", String.join(" ", sample.evidence()));
        }
        long deciding = of.rules().stream()
                .filter(line -> line.bearing() != RuleLine.Bearing.NOTED)
                .mapToLong(RuleLine::findings)
                .sum();
        if (deciding > of.samples().size()) {
            markup.text(
                    section,
                    "p",
                    "small muted",
                    "And " + Figures.of(deciding - of.samples().size()) + " more, which report-findings.csv has.");
        }
    }

    private void exemptions(Element section, List<Exemption> exemptions) {
        for (Exemption exemption : exemptions) {
            markup.text(section, "p", "small", "Exception: " + ClosingSections.line(exemption));
        }
    }
}
