package io.execparity.report.gather;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.triage.ActivityEntry;
import io.execparity.report.model.Exemption;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Findings that do not count, gathered under the decisions that made them not count. */
final class ExemptionList {
    private static final int MOST = 2_000;
    private static final int MOST_HOSTS = 20;

    private final Decisions decisions;
    private final Map<Key, Group> groups = new HashMap<>();
    private final Map<Rule, Map<Severity, Map<Confidence, long[]>>> dismissed = new EnumMap<>(Rule.class);
    private long beyond;

    private record Key(Exemption.Kind kind, String name, Rule rule, String reason) {}

    private static final class Group {
        private final SortedSet<String> hosts = new TreeSet<>();
        private String owner = "";
        private long from;
        private long expires;
        private long findings;
    }

    ExemptionList(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Adds a finding with the status suppressed. */
    void addSuppressed(Row finding) {
        JsonNode json = SourceJson.of(finding);
        Optional<Rule> rule = Words.find(Rule.class, json.at("/rule/name").asText());
        if (rule.isEmpty()) {
            return;
        }
        JsonNode held = json.at("/execparity/suppressed");
        String by = held.path("by").asText("");
        Optional<KnownSuppression> known =
                by.isEmpty() ? decisions.suppression(finding, rule.get()) : decisions.suppression(by);
        if (known.isPresent()) {
            KnownSuppression own = known.get();
            Key key = new Key(Exemption.Kind.SUPPRESSION, own.id(), rule.get(), own.reason());
            add(key, own.owner(), own.from(), own.until(), json);
            return;
        }
        Exemption.Kind kind = by.isEmpty() ? Exemption.Kind.SUPPRESSION : Exemption.Kind.LISTED;
        add(new Key(kind, by, rule.get(), held.path("reason").asText("")), "", 0, 0, json);
    }

    /** Adds a finding that was closed, if it was closed as no violation. */
    void addClosed(Row finding) {
        Optional<ActivityEntry> entry = decisions.dismissal(finding);
        JsonNode json = SourceJson.of(finding);
        Optional<Rule> rule = Words.find(Rule.class, json.at("/rule/name").asText());
        Optional<Severity> severity =
                Words.find(Severity.class, json.at("/execparity/severity").asText());
        Optional<Confidence> confidence =
                Words.find(Confidence.class, json.at("/execparity/confidence").asText());
        if (entry.isEmpty() || rule.isEmpty() || severity.isEmpty() || confidence.isEmpty()) {
            return;
        }
        long[] count = dismissed
                .computeIfAbsent(rule.get(), any -> new EnumMap<>(Severity.class))
                .computeIfAbsent(severity.get(), any -> new EnumMap<>(Confidence.class))
                .computeIfAbsent(confidence.get(), any -> new long[2]);
        count[0]++;
        count[1] += Math.max(1, json.at("/execparity/count").asLong(1));
        Key key = new Key(
                Exemption.Kind.DISMISSAL,
                "entry " + entry.get().id(),
                rule.get(),
                entry.get().words());
        add(key, entry.get().who(), time(entry.get().at()), 0, json);
    }

    private static long time(String text) {
        try {
            return Math.max(0, Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }

    private void add(Key key, String owner, long from, long expires, JsonNode finding) {
        Group group = groups.get(key);
        if (group == null) {
            if (groups.size() >= MOST) {
                beyond++;
                return;
            }
            group = new Group();
            group.owner = owner;
            group.from = from;
            group.expires = expires;
            groups.put(key, group);
        }
        group.findings++;
        if (group.hosts.size() < MOST_HOSTS) {
            group.hosts.add(finding.at("/host/name").asText());
        }
    }

    /** How many of these findings were dismissed, and how many acts they stand for. */
    long[] dismissed(Rule rule, Severity severity, Confidence confidence) {
        return dismissed
                .getOrDefault(rule, Map.of())
                .getOrDefault(severity, Map.of())
                .getOrDefault(confidence, new long[2]);
    }

    /** How many findings there was no room for. */
    long beyond() {
        return beyond;
    }

    List<Exemption> list() {
        List<Exemption> list = new ArrayList<>();
        groups.forEach((key, group) -> list.add(new Exemption(
                key.kind(),
                key.name(),
                key.rule(),
                key.reason(),
                group.owner,
                group.from,
                group.expires,
                group.findings,
                group.hosts)));
        list.sort(Comparator.comparing(Exemption::kind)
                .thenComparing(Exemption::rule)
                .thenComparing(Exemption::name)
                .thenComparing(Exemption::reason));
        return list;
    }
}
