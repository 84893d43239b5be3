package io.execparity.schema.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a person is told beside a finding: fixed words for each rule, from {@code guidance.json}, which the dashboard's
 * pages and the alerts have in common. Nothing in it promises that an interpreter would obey a policy it was not seen to
 * obey.
 *
 * @param why what the finding's confidence rests on
 * @param other what else the records could mean; none for some rules
 * @param next what to do first, in order, at least one thing
 */
public record Guidance(String why, List<String> other, List<String> next) {
    private static final Map<Rule, Guidance> ALL = read();

    public Guidance {
        requireNonNull(why, "why is null");
        other = List.copyOf(other);
        next = List.copyOf(next);
    }

    /** What is said of a rule. */
    public static Guidance of(Rule rule) {
        return requireNonNull(ALL.get(rule));
    }

    /** The data as it ships: an object whose keys are the rules' slugs. */
    public static String json() {
        try (InputStream in = requireNonNull(Guidance.class.getResourceAsStream("guidance.json"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Rule, Guidance> read() {
        Map<Rule, Guidance> all = new EnumMap<>(Rule.class);
        try {
            CatalogueNode root = CatalogueReader.readJson("guidance.json", 1, json().getBytes(UTF_8));
            for (Rule rule : Rule.values()) {
                CatalogueNode node = root.require(rule.slug());
                node.allowOnly(List.of("why", "other", "next"));
                all.put(rule, new Guidance(node.require("why").text(), node.textsOf("other"), node.textsOf("next")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
