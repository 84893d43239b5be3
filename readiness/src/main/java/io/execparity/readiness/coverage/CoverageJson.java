package io.execparity.readiness.coverage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.execparity.schema.finding.Rule;
import java.util.Map;
import java.util.TreeMap;

/** Coverage as one JSON object, which {@code coverage.schema.json} describes. */
public final class CoverageJson {
    private CoverageJson() {}

    /** The object as indented text. */
    public static String text(Coverage coverage) {
        return of(coverage).toPrettyString();
    }

    public static ObjectNode of(Coverage coverage) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode hosts = json.putArray("hosts");
        coverage.hosts().forEach(host -> {
            ObjectNode one = hosts.addObject().put("name", host.name()).put("told", host.told());
            ArrayNode rules = one.putArray("rules");
            for (Map.Entry<Rule, Coverage.OfRule> rule : new TreeMap<>(host.rules()).entrySet()) {
                rule(rules.addObject(), rule.getKey(), rule.getValue());
            }
        });
        return json;
    }

    private static void rule(ObjectNode json, Rule rule, Coverage.OfRule seen) {
        json.put("rule", rule.slug()).put("sight", seen.sight().word());
        ArrayNode missing = json.putArray("missing");
        for (Coverage.Missing feed : seen.missing()) {
            ObjectNode one = missing.addObject()
                    .put("feed", feed.feed())
                    .put("words", feed.words())
                    .put("why", feed.why());
            ArrayNode fix = one.putArray("fix");
            feed.fix().forEach(fix::add);
        }
    }
}
