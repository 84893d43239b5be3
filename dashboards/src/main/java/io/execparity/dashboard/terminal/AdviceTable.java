package io.execparity.dashboard.terminal;

import io.execparity.readiness.advice.Advice;
import io.execparity.readiness.advice.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Advice for people at a terminal. What it rests on and what nobody can know stand beside what would break. */
public final class AdviceTable {
    private static final int SHOWN = 50;

    private final TerminalStyle style;

    public AdviceTable(TerminalStyle style) {
        this.style = style;
    }

    /** All of it; every line ends in a line feed. */
    public String text(Advice advice) {
        StringBuilder out = new StringBuilder();
        watched(out, advice.watched());
        advice.switches().forEach(one -> ofSwitch(out, one));
        return out.toString();
    }

    private void watched(StringBuilder out, Advice.Watched watched) {
        heading(out, "WATCHED", watched.hosts().isEmpty() ? "nothing" : period(watched));
        if (!watched.hosts().isEmpty()) {
            TextTable table = new TextTable(style, 1, "host", "executions", "checks", "memfd_create");
            watched.hosts().stream()
                    .limit(SHOWN)
                    .forEach(host -> table.row(
                            Ink.PLAIN,
                            "",
                            host.name(),
                            TerminalStyle.number(host.executions()),
                            TerminalStyle.number(host.checks()),
                            TerminalStyle.number(host.memfdCalls())));
            table.appendTo(out);
            more(out, watched.hosts().size() - SHOWN, "hosts");
        }
        missing(out, watched);
    }

    private static String period(Advice.Watched watched) {
        Duration length = Duration.ofMillis(watched.last() - watched.first());
        return Instant.ofEpochMilli(watched.first()) + " to " + Instant.ofEpochMilli(watched.last()) + ", "
                + (length.toDays() > 1
                        ? length.toDays() + " days"
                        : length.toHours() > 1 ? length.toHours() + " hours" : length.toSeconds() + " s");
    }

    private void missing(StringBuilder out, Advice.Watched watched) {
        if (watched.complete()) {
            line(out, "complete as far as is known: no loss, no blind spot, no change of auditing on record");
            return;
        }
        if (watched.losses() > 0) {
            line(out, "NOT COMPLETE: " + TerminalStyle.number(watched.lost()) + " events or records are missing");
        }
        if (watched.tampering() > 0) {
            line(out, "NOT COMPLETE: auditing was changed " + TerminalStyle.number(watched.tampering()) + " times");
        }
        watched.blindSpots().stream()
                .limit(SHOWN)
                .forEach(spot -> line(out, "NOT COMPLETE: " + spot.host() + " never sent " + spot.kind()));
        if (watched.notJudged() > 0) {
            line(
                    out,
                    "NOT COMPLETE: " + TerminalStyle.number(watched.notJudged()) + " acts were too many to be judged");
        }
        watched.absent().forEach(kind -> line(out, "NOT COMPLETE: the results have no " + kind + ".jsonl"));
        if (watched.partly()) {
            line(out, "NOT COMPLETE: only the latest results were looked at");
        }
    }

    private void ofSwitch(StringBuilder out, Advice.OfSwitch advice) {
        out.append('\n');
        heading(
                out,
                advice.which().name(),
                TerminalStyle.number(count(advice, Effect.BREAKS)) + " break, "
                        + TerminalStyle.number(count(advice, Effect.UNKNOWN)) + " unknown, "
                        + TerminalStyle.number(count(advice, Effect.UNAFFECTED)) + " unaffected");
        line(out, advice.which().words());
        rows(out, Ink.HIGH, advice.broken());
        rows(out, Ink.MEDIUM, advice.undecided());
        more(out, advice.more(), "rows");
        advice.unaffected()
                .forEach((reason, acts) -> line(out, "unaffected: " + TerminalStyle.number(acts) + ", " + reason));
        advice.cannotKnow().forEach(limit -> line(out, "not known: " + limit));
    }

    private void rows(StringBuilder out, Ink ink, List<Advice.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        TextTable table = new TextTable(
                style,
                5,
                ink == Ink.HIGH ? "breaks on" : "unknown on",
                "started by",
                "interpreter",
                "file",
                "last",
                "acts");
        rows.stream()
                .limit(SHOWN)
                .forEach(row -> table.row(
                        ink,
                        row.reason() + (row.fix().isEmpty() ? "" : "; fix: " + row.fix()),
                        row.host(),
                        row.service().isEmpty() ? "not on record" : row.service(),
                        row.interpreter(),
                        row.file(),
                        Instant.ofEpochMilli(row.last()).toString(),
                        TerminalStyle.number(row.acts())));
        table.appendTo(out);
        more(out, rows.size() - SHOWN, "rows");
    }

    private void more(StringBuilder out, long more, String what) {
        if (more > 0) {
            line(out, "and " + TerminalStyle.number(more) + " more " + what + ", which the JSON has");
        }
    }

    private static long count(Advice.OfSwitch advice, Effect effect) {
        return advice.acts().getOrDefault(effect, 0L);
    }

    private void heading(StringBuilder out, String heading, String text) {
        out.append(Ink.HEADING.on(style, style.text().of(heading)))
                .append("  ")
                .append(text)
                .append('\n');
    }

    /** Texts of hosts may be in it. */
    private void line(StringBuilder out, String text) {
        out.append(style.text().of(text)).append('\n');
    }
}
