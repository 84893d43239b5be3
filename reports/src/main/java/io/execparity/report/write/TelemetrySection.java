package io.execparity.report.write;

import io.execparity.report.model.Gap;
import io.execparity.report.model.HostView;
import io.execparity.report.model.Period;
import io.execparity.report.model.Report;
import io.execparity.report.write.Markup.Column;
import java.util.List;
import org.w3c.dom.Element;

/** What was missing of the telemetry, and what came from each host. */
final class TelemetrySection {
    private static final int MOST_HOSTS = 500;
    private static final List<Column> GAPS = List.of(
            new Column("What", "narrow"),
            new Column("Host", "narrow"),
            new Column("When (UTC)", "time"),
            new Column("In words", ""));
    private static final List<Column> HOSTS = List.of(
            new Column("Host", "medium"),
            new Column("Executions", "number"),
            new Column("Checks", "number"),
            new Column("First record (UTC)", "time"),
            new Column("Last record", "time"));

    private final Markup markup;
    private final Report report;

    TelemetrySection(Markup markup, Report report) {
        this.markup = markup;
        this.report = report;
    }

    /** A gap in one line. */
    static String line(Gap gap) {
        String when = gap.kind() == Gap.Kind.BLIND ? "" : ", " + when(gap);
        return (gap.host().isEmpty() ? "" : gap.host() + ", ") + gap.kind().words() + when + ": " + gap.words();
    }

    private static String when(Gap gap) {
        return Figures.time(gap.from()) + (gap.to() > gap.from() ? " to " + Figures.time(gap.to()) : "");
    }

    void addTo(Element body) {
        markup.text(body, "h2", "", "What was missing");
        List<Gap> gaps = report.completeness().gaps();
        if (report.completeness().isComplete()) {
            markup.text(body, "p", "", "Nothing that is known.");
        } else {
            Element rows = markup.table(body, GAPS);
            for (Gap gap : gaps) {
                markup.row(rows, GAPS, List.of(gap.kind().words(), gap.host(), when(gap), gap.words()));
            }
            if (report.completeness().more() > 0) {
                markup.text(
                        body,
                        "p",
                        "",
                        "And " + Figures.of(report.completeness().more()) + " more, which are not told.");
            }
        }
        markup.text(
                body,
                "p",
                "small muted",
                "A silence is a stretch of "
                        + Period.length(report.completeness().patienceMillis())
                        + " or longer without an execution or a check. A sensor that was blind told so once, perhaps before the"
                        + " period. Records that were lost without a trace at the very beginning or end of a log, nobody can know of.");
        hosts(body);
    }

    private void hosts(Element body) {
        markup.text(body, "h2", "", "Hosts");
        Element rows = markup.table(body, HOSTS);
        List<HostView> hosts = report.hosts();
        for (HostView host : hosts.subList(0, Math.min(hosts.size(), MOST_HOSTS))) {
            markup.row(
                    rows,
                    HOSTS,
                    List.of(
                            host.name(),
                            Figures.of(host.executions()),
                            Figures.of(host.checks()),
                            Figures.time(host.first(), "none"),
                            Figures.time(host.last(), "none")));
        }
        if (hosts.size() > MOST_HOSTS) {
            markup.text(
                    body, "p", "", "And " + Figures.of(hosts.size() - MOST_HOSTS) + " more, which report.json has.");
        }
    }
}
