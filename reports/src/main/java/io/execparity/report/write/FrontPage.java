package io.execparity.report.write;

import io.execparity.report.control.Quantity;
import io.execparity.report.model.Completeness;
import io.execparity.report.model.FrameworkReport;
import io.execparity.report.model.Gap;
import io.execparity.report.model.HostView;
import io.execparity.report.model.Period;
import io.execparity.report.model.Report;
import io.execparity.report.model.Status;
import io.execparity.report.write.Markup.Column;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** The first page: which time and hosts, whether the evidence is whole, and what it says in short. */
final class FrontPage {
    private static final int MOST_HOSTS = 20;
    private static final int MOST_GAPS = 6;

    private final Markup markup;
    private final Report report;

    FrontPage(Markup markup, Report report) {
        this.markup = markup;
        this.report = report;
    }

    void addTo(Element body) {
        Element front = markup.in(body, "section", "front");
        markup.text(front, "h1", "", ReportPage.TITLE);
        Element facts = markup.in(front, "dl");
        fact(
                facts,
                "Period",
                Figures.time(report.period().from()) + " to "
                        + Figures.time(report.period().to()) + ", the end not included; event times, UTC");
        fact(facts, "Hosts", hosts());
        if (report.hasReference()) {
            fact(facts, "Reference list", "used in the analysis, as whoever made this report said");
        }
        completeness(front);
        statuses(front);
        numbers(front);
        markup.text(
                front,
                "p",
                "small muted",
                "This report tells what records show of executions and of what checked"
                        + " them. A control with no violation seen is not shown to be met: records cannot show that. What each"
                        + " status means stands on the last page.");
    }

    private void fact(Element list, String name, String value) {
        markup.text(list, "dt", "", name);
        markup.text(list, "dd", "", value);
    }

    private String hosts() {
        List<String> names = report.hosts().stream().map(HostView::name).toList();
        long heard = report.hosts().stream().filter(HostView::hasRecords).count();
        String chosen = report.wanted().isEmpty() ? "all that ever sent anything" : String.join(" ", report.wanted());
        String some = String.join(", ", names.subList(0, Math.min(MOST_HOSTS, names.size())));
        String more = names.size() > MOST_HOSTS ? " and " + Figures.of(names.size() - MOST_HOSTS) + " more" : "";
        return Figures.of(names.size()) + " (" + chosen + "), " + Figures.of(heard)
                + " of them with records in the period" + (names.isEmpty() ? "" : ": " + some + more);
    }

    private void completeness(Element front) {
        Completeness completeness = report.completeness();
        if (report.hosts().isEmpty()) {
            Element box = markup.in(front, "div", "box box-incomplete");
            markup.text(box, "p", "status incomplete", "TELEMETRY INCOMPLETE: no host ever sent anything");
            return;
        }
        if (completeness.isComplete()) {
            Element box = markup.in(front, "div", "box");
            markup.text(box, "p", "status", "TELEMETRY COMPLETE, as far as it can tell: no gap is known");
            markup.text(
                    box,
                    "p",
                    "small",
                    "No record is known to be lost, no kind of record that a rule needs is missing,"
                            + " and no host was silent for " + patience() + " or longer.");
            return;
        }
        Element box = markup.in(front, "div", "box box-incomplete");
        markup.text(box, "p", "status incomplete", "TELEMETRY INCOMPLETE: " + gaps(completeness.count()) + " known");
        List<String> words = new ArrayList<>();
        for (Gap.Kind kind : Gap.Kind.values()) {
            if (completeness.kinds().containsKey(kind)) {
                words.add(kind.words() + " " + Figures.of(completeness.kinds().getOrDefault(kind, 0L)));
            }
        }
        markup.text(
                box,
                "p",
                "small",
                "Where nothing is found, something may be missing: " + String.join(", ", words) + ".");
        for (Gap gap : completeness
                .gaps()
                .subList(0, Math.min(MOST_GAPS, completeness.gaps().size()))) {
            markup.text(box, "p", "small", TelemetrySection.line(gap));
        }
        if (completeness.count() > MOST_GAPS) {
            markup.text(
                    box,
                    "p",
                    "small",
                    "And " + Figures.of(completeness.count() - MOST_GAPS)
                            + " more; all are under \"What was missing\".");
        }
    }

    private String patience() {
        return Period.length(report.completeness().patienceMillis());
    }

    private static String gaps(long count) {
        return Figures.of(count) + (count == 1 ? " gap" : " gaps");
    }

    private void statuses(Element front) {
        List<Column> columns = new ArrayList<>(List.of(new Column("Controls of", "wide")));
        for (Status status : Status.values()) {
            columns.add(new Column(status.words(), "number"));
        }
        Element body = markup.table(front, columns);
        for (FrameworkReport framework : report.frameworks()) {
            List<String> cells = new ArrayList<>();
            cells.add(
                    framework.framework().title() + ", " + framework.framework().edition());
            for (Status status : Status.values()) {
                cells.add(Figures.of(framework.count(status)));
            }
            markup.row(body, columns, cells);
        }
    }

    private void numbers(Element front) {
        List<Column> columns = List.of(
                new Column("What was seen", "wide"),
                new Column("Count", "number"),
                new Column("What was seen", "wide"),
                new Column("Count", "number"));
        Element body = markup.table(front, columns);
        Quantity[] all = Quantity.values();
        int half = (all.length + 1) / 2;
        for (int i = 0; i < half; i++) {
            boolean second = half + i < all.length;
            markup.row(
                    body,
                    columns,
                    List.of(
                            all[i].words(),
                            Figures.of(report.facts(), all[i]),
                            second ? all[half + i].words() : "",
                            second ? Figures.of(report.facts(), all[half + i]) : ""));
        }
    }
}
