package io.execparity.stream.probe;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.CatalogueReader;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.SystemCall;
import io.execparity.stream.probe.AuditNeed.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The verbs that the probe has, in its order, as {@code verbs.yaml} says them. */
public final class VerbCatalogue {
    private static final String RESOURCE = "verbs.yaml";

    private final Map<String, Verb> verbs = new LinkedHashMap<>();

    private VerbCatalogue() {}

    /** The verbs of this build's probe. */
    public static VerbCatalogue bundled() {
        try {
            return parse(CatalogueReader.read(VerbCatalogue.class, RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, in the order in which the probe does them. */
    public List<Verb> all() {
        return List.copyOf(verbs.values());
    }

    public Optional<Verb> find(String name) {
        return Optional.ofNullable(verbs.get(name));
    }

    private static VerbCatalogue parse(CatalogueNode document) throws InvalidCatalogueException {
        document.allowOnly(List.of("records", "verbs"));
        Map<String, AuditNeed> needs = new LinkedHashMap<>();
        for (CatalogueNode node : document.require("records").items()) {
            AuditNeed need = need(node);
            needs.put(need.name(), need);
        }
        VerbCatalogue catalogue = new VerbCatalogue();
        for (CatalogueNode node : document.require("verbs").items()) {
            Verb verb = verb(node, needs);
            if (catalogue.verbs.put(verb.name(), verb) != null) {
                throw node.require("name").wrong("'" + verb.name() + "' is there twice");
            }
        }
        return catalogue;
    }

    private static AuditNeed need(CatalogueNode node) throws InvalidCatalogueException {
        node.allowOnly(List.of("name", "key", "calls", "of"));
        Set<SystemCall> calls = EnumSet.noneOf(SystemCall.class);
        for (String call : node.require("calls").texts()) {
            calls.add(SystemCall.valueOf(call.toUpperCase(Locale.ROOT)));
        }
        Caller of = node.find("of").isPresent() ? node.require("of").word(Caller.class) : null;
        return new AuditNeed(node.require("name").text(), node.require("key").text(), calls, of);
    }

    private static Verb verb(CatalogueNode node, Map<String, AuditNeed> known) throws InvalidCatalogueException {
        node.allowOnly(List.of("name", "does", "rules", "beside", "told", "needs"));
        List<AuditNeed> needs = new ArrayList<>();
        for (String need : node.require("needs").texts()) {
            needs.add(requireNonNull(known.get(need), need));
        }
        return new Verb(
                node.require("name").text(),
                node.require("does").text(),
                rules(node, "rules"),
                node.find("told").isPresent() ? told(node.require("told")) : null,
                rules(node, "beside"),
                needs);
    }

    private static Set<Rule> rules(CatalogueNode node, String key) throws InvalidCatalogueException {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (String slug : node.textsOf(key)) {
            rules.add(rule(slug));
        }
        return rules;
    }

    private static Rule rule(String slug) {
        return Stream.of(Rule.values())
                .filter(rule -> rule.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no rule " + slug));
    }

    private static Verb.Told told(CatalogueNode node) throws InvalidCatalogueException {
        Map<String, String> says = new LinkedHashMap<>();
        for (String key : node.keys()) {
            if (!key.equals("kind")) {
                says.put(key, node.require(key).text());
            }
        }
        return new Verb.Told(node.require("kind").text().equals("check"), says);
    }
}
