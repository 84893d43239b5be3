package io.execparity.cli;

import io.execparity.collect.reference.Judgement;
import io.execparity.collect.reference.ReferenceReport;
import io.execparity.collect.reference.ReferenceReport.Unlisted;
import io.execparity.schema.text.TerminalText;
import io.execparity.schema.text.TerminalText.Cut;
import java.util.Locale;

/** What a reference says of a list, for people at a terminal. */
final class ReferenceText {
    private static final int SHOWN = 20;
    private static final int NAME_COLUMNS = 100;
    private static final int DIGEST_COLUMNS = 80;

    private ReferenceText() {}

    static String of(ReferenceReport report) {
        StringBuilder out = new StringBuilder();
        StringBuilder counts = new StringBuilder();
        for (Judgement judgement : Judgement.values()) {
            if (report.count(judgement) > 0 || judgement == Judgement.KNOWN) {
                counts.append(String.format(Locale.ROOT, "%,d %s, ", report.count(judgement), judgement.word()));
            }
        }
        line(out, "%-10s %s: %s%,d not to be judged", "REFERENCE", report.form(), counts, report.unjudged());
        String heading = "UNLISTED";
        for (Unlisted unlisted :
                report.unlisted().subList(0, Math.min(SHOWN, report.unlisted().size()))) {
            line(
                    out,
                    "%-10s entry %,d: %s is %s%s",
                    heading,
                    unlisted.firstEntry(),
                    TerminalText.UNICODE.of(unlisted.name().text(), NAME_COLUMNS, Cut.MIDDLE),
                    unlisted.judgement().word(),
                    unlisted.entries() == 1 ? "" : String.format(Locale.ROOT, ", %,d times", unlisted.entries()));
            line(
                    out,
                    "             %s",
                    TerminalText.UNICODE.of(unlisted.digest().toString(), DIGEST_COLUMNS, Cut.MIDDLE));
            heading = "";
        }
        int more = report.unlisted().size() - SHOWN;
        if (more > 0) {
            line(
                    out,
                    "           and %,d more%s",
                    more,
                    report.beyond() > 0
                            ? String.format(Locale.ROOT, ", and then %,d entries", report.beyond())
                            : ", all of them with --format json");
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
