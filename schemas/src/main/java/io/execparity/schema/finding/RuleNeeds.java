package io.execparity.schema.finding;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each rule needs to see, from {@code rule-needs.yaml}. */
public final class RuleNeeds {
    private static final String RESOURCE = "rule-needs.yaml";

    private final Map<String, Feed> feeds;
    private final Map<Rule, Needs> rules;

    /** Where a feed comes from, which decides who can turn it on. */
    public enum Source {
        AUDIT,
        IMA,
        AGENT,
        HOST,
        SITE
    }

    /**
     * Something that a host can send, or that is known of it.
     *
     * @param words what it is
     * @param calls what a rule or policy line must name: system calls, all of them; an action and a function; or modules,
     *     one of them
     * @param filter a condition that an audit rule may have; empty for none
     * @param perInterpreter true where audit rules are of one program each
     * @param fix what is to be added where it is missing, exactly
     */
    public record Feed(
            String id,
            String words,
            Source source,
            List<String> calls,
            String filter,
            boolean perInterpreter,
            List<String> fix) {
        public Feed {
            calls = List.copyOf(calls);
            fix = List.copyOf(fix);
        }
    }

    /**
     * What one rule needs.
     *
     * @param needs without which it cannot see
     * @param helps without which it sees less, or is less sure
     */
    public record Needs(List<Feed> needs, List<Feed> helps) {
        public Needs {
            needs = List.copyOf(needs);
            helps = List.copyOf(helps);
        }

        /** Whether it cannot see without the feed of that id. */
        public boolean needs(String feed) {
            return needs.stream().anyMatch(one -> one.id().equals(feed));
        }
    }

    private RuleNeeds(Map<String, Feed> feeds, Map<Rule, Needs> rules) {
        this.feeds = feeds;
        this.rules = rules;
    }

    /** Those of the rules there are. */
    public static RuleNeeds bundled() {
        return Bundled.NEEDS;
    }

    /** Read once, when first needed. */
    private static final class Bundled {
        private static final RuleNeeds NEEDS = read();

        private static RuleNeeds read() {
            try {
                return parse(CatalogueReader.read(RuleNeeds.class, RESOURCE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static RuleNeeds parse(CatalogueNode document) throws InvalidCatalogueException {
        document.allowOnly(List.of("feeds", "rules"));
        Map<String, Feed> feeds = new LinkedHashMap<>();
        for (CatalogueNode node : document.require("feeds").items()) {
            Feed feed = feed(node);
            if (feeds.put(feed.id(), feed) != null) {
                throw node.require("id").wrong("'" + feed.id() + "' is there twice");
            }
        }
        Map<Rule, Needs> rules = new EnumMap<>(Rule.class);
        for (CatalogueNode node : document.require("rules").items()) {
            node.allowOnly(List.of("rule", "needs", "helps"));
            Needs needs = new Needs(named(node, "needs", feeds), named(node, "helps", feeds));
            if (rules.put(rule(node.require("rule")), needs) != null) {
                throw node.require("rule").wrong("the rule is there twice");
            }
        }
        for (Rule rule : Rule.values()) {
            if (!rules.containsKey(rule)) {
                throw document.require("rules").wrong(rule.slug() + " is missing");
            }
        }
        return new RuleNeeds(feeds, rules);
    }

    private static Feed feed(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(List.of("id", "words", "source", "calls", "filter", "per_interpreter", "fix"));
        return new Feed(
                node.require("id").text(),
                node.require("words").text(),
                node.require("source").word(Source.class),
                node.textsOf("calls"),
                node.textOf("filter"),
                node.flagOf("per_interpreter"),
                node.require("fix").texts());
    }

    private static List<Feed> named(CatalogueNode node, String key, Map<String, Feed> feeds)
            throws InvalidCatalogueException {
        List<Feed> named = new ArrayList<>();
        for (String id : node.textsOf(key)) {
            Feed feed = feeds.get(id);
            if (feed == null) {
                throw node.require(key).wrong("there is no feed '" + id + "'");
            }
            named.add(feed);
        }
        return named;
    }

    private static Rule rule(CatalogueNode node) throws InvalidCatalogueException {
        String slug = node.text();
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> node.wrong("there is no rule '" + slug + "'"));
    }

    /** All feeds, in the file's order. */
    public Collection<Feed> feeds() {
        return feeds.values();
    }

    public Needs of(Rule rule) {
        return requireNonNull(rules.get(rule), rule::slug);
    }
}
