package io.execparity.report.gather;

import com.fasterxml.jackson.databind.JsonNode;
import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.triage.ActivityEntry;
import io.execparity.report.model.State;
import io.execparity.schema.finding.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people decided about findings, by the triage's latest entries. */
final class Decisions {
    private static final Set<String> DISMISSING =
            Set.of("closed: expected", "closed: false positive", "closed: duplicate");

    private final Map<String, ActivityEntry> latest = new HashMap<>();
    private final Map<String, KnownSuppression> byId = new HashMap<>();
    private final Map<Rule, List<KnownSuppression>> byRule = new EnumMap<>(Rule.class);

    /** @param entries the newest first */
    Decisions(List<ActivityEntry> entries, List<KnownSuppression> suppressions) {
        for (ActivityEntry entry : entries) {
            entry.changes().forEach(change -> latest.putIfAbsent(change.finding(), entry));
        }
        for (KnownSuppression known : suppressions) {
            byId.put(known.id(), known);
            known.rules()
                    .forEach(rule -> byRule.computeIfAbsent(rule, any -> new ArrayList<>())
                            .add(known));
        }
    }

    /** What became of a finding. */
    State state(Row finding) {
        State state = Words.find(State.class, finding.status()).orElse(State.OPEN);
        return state == State.CLOSED && dismissal(finding).isPresent() ? State.DISMISSED : state;
    }

    /** The entry by which somebody said that this finding speaks against nothing. */
    Optional<ActivityEntry> dismissal(Row finding) {
        ActivityEntry entry = latest.get(finding.id());
        return entry != null && DISMISSING.contains(entry.words()) ? Optional.of(entry) : Optional.empty();
    }

    /** The suppression that somebody made around this finding, or whose scope it is in. */
    Optional<KnownSuppression> suppression(Row finding, Rule rule) {
        ActivityEntry entry = latest.get(finding.id());
        if (entry != null && !entry.suppression().isEmpty()) {
            Optional<KnownSuppression> made = suppression(entry.suppression());
            if (made.isPresent()) {
                return made;
            }
        }
        JsonNode json = SourceJson.of(finding);
        return byRule.getOrDefault(rule, List.of()).stream()
                .filter(known -> known.covers(rule, finding.cursor().time(), json))
                .findFirst();
    }

    Optional<KnownSuppression> suppression(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
