package io.execparity.alert.text;

import io.execparity.alert.finding.AlertFacts;
import io.execparity.alert.notice.Notice;
import io.execparity.schema.finding.Guidance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What templates may put in, by name. All of it is text, lists of text and truths; a template reaches nothing else.
 *
 * @param dashboard the address of the dashboard, without a slash at its end; empty where there is none
 */
public record NoticeText(String dashboard) {
    /** The page of the finding; empty without a dashboard. */
    public String link(Notice notice) {
        return dashboard.isEmpty() || notice.facts().id().isEmpty()
                ? ""
                : dashboard + "/findings/" + notice.facts().id();
    }

    /** What to do first, in order. */
    public static List<String> steps(AlertFacts facts) {
        return facts.known().map(rule -> Guidance.of(rule).next()).orElse(List.of());
    }

    /** One line without the sentence. */
    public static String title(Notice notice) {
        AlertFacts facts = notice.facts();
        String where = notice.flood() ? hosts(notice.hostCount()) : facts.host();
        String what = facts.rule() + (notice.flood() ? ": " + number(notice.more()) + " more findings" : "");
        return switch (notice.kind()) {
            case NEW -> facts.severity() + ": " + what + " on " + where;
            case ONGOING -> facts.severity() + ": " + what + " on " + where + ", still going on";
            case OVER -> "over: " + facts.rule() + " on " + where;
        };
    }

    /** How many there were since the last message, in words; empty where nothing is to be said. */
    public static String more(Notice notice) {
        if (notice.kind() == Notice.Kind.OVER) {
            return "Nothing more came for a while. In all: " + findings(notice.count()) + " on "
                    + hosts(notice.hostCount()) + ".";
        }
        if (notice.flood()) {
            return "These came too fast to be told one by one: " + findings(notice.more()) + " on "
                    + hosts(notice.hostCount()) + ", " + number(notice.count()) + " in all. The latest is this one.";
        }
        return notice.more() > 0
                ? "And " + number(notice.more()) + " more of the same, " + number(notice.count()) + " in all."
                : "";
    }

    private static String findings(long count) {
        return number(count) + (count == 1 ? " finding" : " findings");
    }

    private static String hosts(int count) {
        return (count >= 1_000 ? "at least " : "") + number(count) + (count == 1 ? " host" : " hosts");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** All of it. */
    Map<String, Object> values(Notice notice) {
        AlertFacts facts = notice.facts();
        Map<String, Object> values = new HashMap<>();
        values.put("title", title(notice));
        values.put("more", more(notice));
        values.put("rule", facts.rule());
        values.put("class", facts.type());
        values.put("severity", facts.severity());
        values.put("confidence", facts.confidence());
        values.put("host", facts.host());
        values.put("hosts", String.join(", ", notice.hosts()));
        values.put("manyHosts", notice.hostCount() > 1);
        values.put("file", facts.file());
        values.put("hash", facts.hash());
        values.put("program", facts.program());
        values.put("pid", facts.pid() == 0 ? "" : Long.toString(facts.pid()));
        values.put("user", facts.user());
        values.put("sentence", facts.sentence());
        values.put("evidence", String.join(" ", facts.evidence()));
        values.put("unlisted", facts.unlisted() == 0 ? "" : Integer.toString(facts.unlisted()));
        values.put("steps", notice.kind() == Notice.Kind.OVER ? List.of() : steps(facts));
        values.put("link", link(notice));
        values.put("time", facts.timestamp());
        values.put("first", Instant.ofEpochMilli(notice.first()).toString());
        values.put("last", Instant.ofEpochMilli(notice.last()).toString());
        values.put("new", notice.kind() == Notice.Kind.NEW);
        values.put("over", notice.kind() == Notice.Kind.OVER);
        values.put("flood", notice.flood());
        values.put("id", notice.id());
        return values;
    }
}
