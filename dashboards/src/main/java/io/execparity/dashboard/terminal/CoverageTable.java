package io.execparity.dashboard.terminal;

import io.execparity.readiness.coverage.Coverage;
import io.execparity.readiness.coverage.Sight;
import io.execparity.schema.finding.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Coverage for people at a terminal: for each host the rules, then what is missing, with the lines to add. */
public final class CoverageTable {
    private static final int MOST_HOSTS = 50;

    private final TerminalStyle style;

    public CoverageTable(TerminalStyle style) {
        this.style = style;
    }

    /** All of it; every line ends in a line feed. */
    public String text(Coverage coverage) {
        StringBuilder out = new StringBuilder();
        if (coverage.hosts().isEmpty()) {
            line(out, "no host ever sent anything");
        }
        coverage.hosts().stream().limit(MOST_HOSTS).forEach(host -> host(out, host));
        if (coverage.hosts().size() > MOST_HOSTS) {
            line(out, "and " + (coverage.hosts().size() - MOST_HOSTS) + " more hosts, which the JSON has");
        }
        return out.toString();
    }

    private void host(StringBuilder out, Coverage.OfHost host) {
        line(
                out,
                "HOST  " + host.name()
                        + (host.told()
                                ? ""
                                : "  (its agent told nothing of it: what follows is inferred from what came)"));
        TextTable table = new TextTable(style, 3, "rule", "sees", "missing");
        for (Map.Entry<Rule, Coverage.OfRule> rule : new TreeMap<>(host.rules()).entrySet()) {
            table.row(
                    ink(rule.getValue().sight()),
                    "",
                    rule.getKey().slug(),
                    rule.getValue().sight().word(),
                    rule.getValue().missing().stream()
                            .map(Coverage.Missing::feed)
                            .collect(Collectors.joining(", ")));
        }
        table.appendTo(out);
        missing(out, host);
        out.append('\n');
    }

    /** Each feed once, however many rules miss it. */
    private void missing(StringBuilder out, Coverage.OfHost host) {
        Map<String, Coverage.Missing> feeds = new LinkedHashMap<>();
        new TreeMap<>(host.rules())
                .values()
                .forEach(rule -> rule.missing().forEach(feed -> feeds.putIfAbsent(feed.feed(), feed)));
        for (Coverage.Missing feed : feeds.values()) {
            line(out, feed.feed() + ": " + feed.words() + "; " + feed.why());
            List<String> fix = feed.fix();
            fix.forEach(one -> line(out, "    " + one));
        }
    }

    private static Ink ink(Sight sight) {
        return switch (sight) {
            case SEES -> Ink.PLAIN;
            case PARTLY -> Ink.LOW;
            case UNKNOWN -> Ink.MEDIUM;
            case BLIND -> Ink.HIGH;
        };
    }

    private void line(StringBuilder out, String text) {
        out.append(style.text().of(text)).append('\n');
    }
}
