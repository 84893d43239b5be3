package io.execparity.dashboard.terminal;

import io.execparity.schema.message.ProbeOutcome;
import io.execparity.schema.message.ProbeOutcome.Link;
import java.util.List;
import java.util.stream.Stream;

/** What became of a probe's verbs, for people at a terminal. */
public final class ProbeTable {
    private final TerminalStyle style;

    public ProbeTable(TerminalStyle style) {
        this.style = style;
    }

    /** One row for each verb, with the fix below where there is one; every line ends in a line feed. */
    public String text(List<ProbeOutcome> outcomes) {
        StringBuilder out = new StringBuilder();
        TextTable table = new TextTable(style, 3, "verb", "came to", "told by", "log ms", "topic ms", "told ms");
        for (ProbeOutcome outcome : outcomes) {
            table.row(
                    ink(outcome.link()),
                    notes(outcome),
                    outcome.verb(),
                    outcome.link().word(),
                    outcome.told(),
                    time(outcome.recordedAfter()),
                    time(outcome.sentAfter()),
                    time(outcome.toldAfter()));
        }
        table.appendTo(out);
        long found = count(outcomes, Link.FOUND);
        long unsupported = count(outcomes, Link.UNSUPPORTED);
        out.append('\n').append(found).append(" found, ");
        out.append(outcomes.size() - found - unsupported).append(" lost, ");
        out.append(unsupported).append(" not possible here\n");
        return out.toString();
    }

    private static long count(List<ProbeOutcome> outcomes, Link link) {
        return outcomes.stream().filter(outcome -> outcome.link() == link).count();
    }

    private static List<String> notes(ProbeOutcome outcome) {
        return Stream.of(outcome.explanation(), outcome.fix())
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static Ink ink(Link link) {
        return switch (link) {
            case FOUND -> Ink.PLAIN;
            case UNSUPPORTED -> Ink.INFO;
            case NOT_EXECUTED, NOT_RECORDED, NOT_SENT, NOT_FOUND -> Ink.HIGH;
        };
    }

    private static String time(long millis) {
        return millis == ProbeOutcome.UNKNOWN ? "" : TerminalStyle.number(millis);
    }
}
