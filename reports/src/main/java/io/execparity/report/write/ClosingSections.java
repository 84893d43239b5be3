package io.execparity.report.write;

import io.execparity.report.control.Framework;
import io.execparity.report.model.Exemption;
import io.execparity.report.model.FrameworkReport;
import io.execparity.report.model.Report;
import io.execparity.report.model.Status;
import io.execparity.report.write.Markup.Column;
import java.util.List;
import org.w3c.dom.Element;

/** All exceptions, what the words mean, and where the controls are from. */
final class ClosingSections {
    private static final List<Column> EXEMPTIONS = List.of(
            new Column("Exception", "medium"),
            new Column("Rule", "medium"),
            new Column("Findings", "number"),
            new Column("Reason", ""),
            new Column("Owner", "narrow"),
            new Column("Until (UTC)", "narrow"));

    private final Markup markup;
    private final Report report;

    ClosingSections(Markup markup, Report report) {
        this.markup = markup;
        this.report = report;
    }

    /** An exception in one line. */
    static String line(Exemption exemption) {
        return exemption.kind().words() + " " + exemption.name() + ", "
                + exemption.rule().slug() + " "
                + Figures.of(exemption.findings()) + " on " + String.join(", ", exemption.hosts()) + ": "
                + exemption.reason() + " Owner: " + owner(exemption) + ". Until: " + until(exemption) + ".";
    }

    private static String owner(Exemption exemption) {
        return exemption.owner().isEmpty() ? "not on record" : exemption.owner();
    }

    private static String until(Exemption exemption) {
        return switch (exemption.kind()) {
            case SUPPRESSION -> Figures.time(exemption.expires(), "not on record");
            case LISTED -> "as long as it is listed";
            case DISMISSAL -> "no end";
        };
    }

    void addTo(Element body) {
        markup.text(body, "h2", "", "Exceptions");
        if (report.exemptions().isEmpty()) {
            markup.text(body, "p", "", "None: no finding of the period was suppressed or closed as no violation.");
        } else {
            Element rows = markup.table(body, EXEMPTIONS);
            for (Exemption exemption : report.exemptions()) {
                markup.row(
                        rows,
                        EXEMPTIONS,
                        List.of(
                                exemption.kind().words() + " " + exemption.name(),
                                exemption.rule().slug(),
                                Figures.of(exemption.findings()),
                                exemption.reason(),
                                owner(exemption),
                                until(exemption)));
            }
        }
        words(body);
        sources(body);
    }

    private void words(Element body) {
        markup.text(body, "h2", "", "What the words mean");
        Element list = markup.in(body, "dl");
        for (Status status : Status.values()) {
            markup.text(list, "dt", "", status.words());
            markup.text(list, "dd", "", meaning(status));
        }
        word(
                list,
                "weighty",
                "Of severity medium or higher, proven or likely, and neither suppressed nor closed as no"
                        + " violation.");
        word(list, "possible", "Of severity medium or higher, where the records leave another reading.");
        word(list, "minor", "Of low severity, or of a rule that is only noted beside the control.");
        word(
                list,
                "exempted",
                "Suppressed, held back as the work of a known program, or closed as expected, false positive"
                        + " or duplicate. In no other column.");
        word(
                list,
                "acts",
                "How many executions or other acts findings stand for; a roll-up that lasted beyond the period"
                        + " counts as a whole.");
    }

    private void word(Element list, String word, String meaning) {
        markup.text(list, "dt", "", word);
        markup.text(list, "dd", "", meaning);
    }

    private static String meaning(Status status) {
        return switch (status) {
            case VIOLATION -> "At least one weighty finding speaks against the control.";
            case NOT_JUDGED ->
                "Something is needed first, which the control's entry names. Nothing follows from this status.";
            case INCOMPLETE -> "No weighty finding, but telemetry was missing, in which there may have been one.";
            case NONE_SEEN ->
                "No weighty finding, and no gap in the telemetry is known. It does not say that the control is"
                        + " met.";
        };
    }

    private void sources(Element body) {
        markup.text(body, "h2", "", "Where the controls are from");
        Element list = markup.in(body, "dl");
        for (FrameworkReport report : report.frameworks()) {
            Framework framework = report.framework();
            word(
                    list,
                    framework.title() + ", " + framework.edition(),
                    framework.source() + "; compared " + framework.compared() + ".");
        }
    }
}
