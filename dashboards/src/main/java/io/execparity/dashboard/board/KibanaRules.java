package io.execparity.dashboard.board;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.dashboard.elastic.SearchField;
import io.execparity.dashboard.store.Field;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.util.Arrays;
import java.util.List;

/**
 * Detection rules of Kibana's security application, one for each rule of ours that goes to a person at once. They judge
 * nothing: a finding becomes an alert, and keeps its severity.
 */
public final class KibanaRules {
    private KibanaRules() {}

    /** One rule a line, as Kibana's import takes them; each is off until somebody turns it on. */
    public static List<String> lines() {
        return Arrays.stream(Rule.values())
                .filter(KibanaRules::wantsAttention)
                .map(rule -> rule(rule).toString())
                .toList();
    }

    private static boolean wantsAttention(Rule rule) {
        return rule.findingClass() == FindingClass.BYPASS
                || rule.findingClass() == FindingClass.ALERT
                || rule.severity() == Severity.CRITICAL;
    }

    private static ObjectNode rule(Rule rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rule_id", "execparity-" + rule.slug()).put("version", 1).put("enabled", false);
        json.put("name", "ExecParity: " + rule.slug());
        json.put(
                "description",
                "A finding of the rule " + rule.slug() + ", class "
                        + rule.findingClass().word() + ", that needs a person. Its explanation says what happened.");
        json.put("type", "query").put("language", "lucene");
        json.put(
                "query",
                SearchField.of(Field.RULE) + ":\"" + rule.slug() + "\" AND " + SearchField.of(Field.ATTENTION)
                        + ":\"yes\"");
        json.putArray("index").add("execparity-findings");
        // Kernels and agents deliver late, and no finding becomes two alerts.
        json.put("interval", "5m").put("from", "now-30m").put("to", "now").put("max_signals", 1_000);
        json.put("severity", word(rule.severity()))
                .put("risk_score", Math.max(1, rule.severity().number()));
        for (Severity severity : Severity.values()) {
            json.withArray("severity_mapping")
                    .addObject()
                    .put("field", SearchField.of(Field.SEVERITY))
                    .put("operator", "equals")
                    .put("value", severity.word())
                    .put("severity", word(severity));
        }
        json.putArray("risk_score_mapping")
                .addObject()
                .put("field", SearchField.SEVERITY)
                .put("operator", "equals")
                .put("value", "");
        json.putArray("tags").add("ExecParity");
        rule.technique().ifPresent(technique -> json.withArray("tags").add(technique));
        for (String none : List.of("references", "false_positives", "threat", "actions", "author")) {
            json.putArray(none);
        }
        return json;
    }

    /** Kibana knows no severity below low. */
    private static String word(Severity severity) {
        return severity == Severity.INFO ? Severity.LOW.word() : severity.word();
    }
}
