package io.execparity.report.gather;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Field;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.report.model.Completeness;
import io.execparity.report.model.Gap;
import io.execparity.report.model.HostView;
import io.execparity.report.model.Period;
import io.execparity.report.model.State;
import io.execparity.schema.finding.Rule;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was missing of the telemetry, and when. A suppression does not make it less missing. */
final class Telemetry {
    private static final int MOST_OF_A_RULE = 20_000;

    private final ResultStore store;
    private final Period period;
    private final Decisions decisions;
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<Gap.Kind, Long> unread = new EnumMap<>(Gap.Kind.class);

    Telemetry(ResultStore store, Period period, Decisions decisions) {
        this.store = store;
        this.period = period;
        this.decisions = decisions;
    }

    /** Adds what findings about the evidence itself tell, of hosts that the filter lets through. */
    void addFindings(Filter filter) {
        add(filter, Rule.TELEMETRY_LOSS, Gap.Kind.LOSS);
        add(filter, Rule.AUDIT_TAMPERING, Gap.Kind.STOPPED);
        // A kind of record that never came was missing in the period as well, whenever that was told.
        add(filter.between(Long.MIN_VALUE, period.to()), Rule.SENSOR_BLIND_SPOT, Gap.Kind.BLIND);
    }

    private void add(Filter filter, Rule rule, Gap.Kind kind) {
        Filter ofRule = filter.with(Field.RULE, rule.slug());
        long beyond = Rows.each(store, Results.FINDINGS, ofRule, MOST_OF_A_RULE, row -> add(row, kind));
        if (beyond > 0) {
            unread.merge(kind, beyond, Long::sum);
        }
    }

    private void add(Row finding, Gap.Kind kind) {
        long from = finding.cursor().time();
        State state = decisions.state(finding);
        if (state == State.DISMISSED || state == State.CLOSED && from < period.from()) {
            return;
        }
        JsonNode json = SourceJson.of(finding);
        String words = json.at("/execparity/explanation").asText("");
        gaps.add(new Gap(
                kind,
                json.at("/host/name").asText(""),
                from,
                last(json, from),
                words,
                kind == Gap.Kind.BLIND ? named(words) : Set.of()));
    }

    private static long last(JsonNode json, long first) {
        try {
            String text = json.at("/execparity/last_seen").asText("");
            return text.isEmpty() ? first : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return first;
        }
    }

    /** The rules that a blind spot's sentence names. Were a host's name one of them, one more would count as blind. */
    private static Set<Rule> named(String sentence) {
        Set<Rule> named = EnumSet.noneOf(Rule.class);
        List<String> words = List.of(sentence.split("[^a-z-]+"));
        for (Rule rule : Rule.values()) {
            if (words.contains(rule.slug())) {
                named.add(rule);
            }
        }
        return named;
    }

    /** Adds hosts of which nothing is known, and hosts that fell silent. */
    void addHosts(List<HostView> hosts, Set<String> everSeen, Silences silences, Filter filter) {
        List<String> seen = new ArrayList<>();
        for (HostView host : hosts) {
            if (everSeen.contains(host.name())) {
                seen.add(host.name());
            } else {
                gaps.add(new Gap(
                        Gap.Kind.NEVER_SEEN,
                        host.name(),
                        period.from(),
                        period.to(),
                        "Nothing ever came from this host.",
                        Set.of()));
            }
        }
        List<String> silent = new ArrayList<>();
        for (Gap gap : silences.of(seen, filter)) {
            gaps.add(gap);
            silent.add(gap.host());
        }
        for (HostView host : hosts) {
            // A period may be shorter than any silence that is put up with.
            if (seen.contains(host.name()) && !host.hasRecords() && !silent.contains(host.name())) {
                gaps.add(new Gap(
                        Gap.Kind.SILENT,
                        host.name(),
                        period.from(),
                        period.to(),
                        "No execution and no check came in the whole period.",
                        Set.of()));
            }
        }
    }

    void add(Gap gap) {
        gaps.add(gap);
    }

    /** Adds that something was not read, for there is too much of it. */
    void addUnread(String words) {
        gaps.add(new Gap(Gap.Kind.UNREAD, "", period.from(), period.to(), words, Set.of()));
    }

    /** All of them, in order. */
    List<Gap> gaps() {
        gaps.sort(Comparator.comparing(Gap::kind)
                .thenComparing(Gap::host)
                .thenComparing(Gap::from)
                .thenComparing(Gap::to)
                .thenComparing(Gap::words));
        return List.copyOf(gaps);
    }

    Completeness completeness(long patienceMillis) {
        List<Gap> all = gaps();
        Map<Gap.Kind, Long> kinds = new EnumMap<>(unread);
        all.forEach(gap -> kinds.merge(gap.kind(), 1L, Long::sum));
        long more = unread.values().stream().mapToLong(Long::longValue).sum();
        List<Gap> told = all.subList(0, Math.min(all.size(), Completeness.MOST_TOLD));
        return new Completeness(told, all.size() - told.size() + more, kinds, patienceMillis);
    }
}
