package io.execparity.alert.config;

import io.execparity.alert.choice.Choice;
import io.execparity.alert.choice.Maintenance;
import io.execparity.schema.catalogue.CatalogueNode;
import io.execparity.schema.catalogue.InvalidCatalogueException;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.stream.catalogue.Glob;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what alerts whom, and when nobody is told. */
final class ChoiceNodes {
    private static final int MOST_MINUTES = (int) Maintenance.LONGEST.toMinutes();

    private final Map<String, List<Glob>> groups = new HashMap<>();
    private final Set<String> routes;

    /**
     * @param root of the file, with its {@code host-groups}
     * @param routes the names that there are
     */
    ChoiceNodes(CatalogueNode root, Set<String> routes) throws InvalidCatalogueException {
        this.routes = routes;
        if (root.find("host-groups").isPresent()) {
            CatalogueNode node = root.require("host-groups");
            for (String name : node.keys()) {
                groups.put(name, Nodes.globs(node, name));
            }
        }
    }

    List<Choice> choices(CatalogueNode root) throws InvalidCatalogueException {
        if (root.find("alert").isEmpty()) {
            return Choice.usual();
        }
        List<Choice> choices = new ArrayList<>();
        for (CatalogueNode node : root.require("alert").items()) {
            node.allowOnly(List.of("rules", "classes", "severity", "confidence", "hosts", "host-groups", "routes"));
            choices.add(new Choice(
                    words(node, "rules", Rule.class),
                    words(node, "classes", FindingClass.class),
                    node.find("severity").isPresent() ? node.require("severity").word(Severity.class) : Severity.INFO,
                    node.find("confidence").isPresent()
                            ? node.require("confidence").word(Confidence.class)
                            : Confidence.POSSIBLE,
                    hosts(node),
                    routes(node)));
        }
        return choices;
    }

    private static <E extends Enum<E>> Set<E> words(CatalogueNode node, String key, Class<E> type)
            throws InvalidCatalogueException {
        Set<E> words = EnumSet.noneOf(type);
        if (node.find(key).isPresent()) {
            for (CatalogueNode item : node.require(key).items()) {
                words.add(item.word(type));
            }
        }
        return words;
    }

    private List<Glob> hosts(CatalogueNode node) throws InvalidCatalogueException {
        List<Glob> hosts = new ArrayList<>(Nodes.globs(node, "hosts"));
        if (node.find("host-groups").isPresent()) {
            for (CatalogueNode item : node.require("host-groups").items()) {
                List<Glob> group = groups.get(item.text());
                if (group == null) {
                    throw item.wrong("there is no host group '" + item.text() + "'");
                }
                hosts.addAll(group);
            }
        }
        if (hosts.isEmpty()
                && (node.find("hosts").isPresent() || node.find("host-groups").isPresent())) {
            throw node.wrong("at least one host is needed here");
        }
        return hosts;
    }

    private Optional<List<String>> routes(CatalogueNode node) throws InvalidCatalogueException {
        if (node.find("routes").isEmpty()) {
            return Optional.empty();
        }
        for (CatalogueNode item : node.require("routes").items()) {
            if (!routes.contains(item.text())) {
                throw item.wrong("there is no route '" + item.text() + "'");
            }
        }
        return Optional.of(node.textsOf("routes"));
    }

    List<Maintenance> maintenances(CatalogueNode root) throws InvalidCatalogueException {
        List<Maintenance> maintenances = new ArrayList<>();
        if (root.find("maintenance").isPresent()) {
            for (CatalogueNode node : root.require("maintenance").items()) {
                node.allowOnly(List.of("hosts", "host-groups", "from", "until", "weekly", "reason", "owner"));
                List<Glob> hosts = hosts(node);
                if (hosts.isEmpty()) {
                    throw node.wrong("at least one host is needed here");
                }
                maintenances.add(new Maintenance(
                        hosts,
                        List.of(node.find("weekly").isPresent() ? weekly(node) : once(node)),
                        node.require("reason").text(),
                        node.require("owner").text()));
            }
        }
        return maintenances;
    }

    private static Maintenance.Time once(CatalogueNode node) throws InvalidCatalogueException {
        long from = node.require("from").epochMillis();
        long until = node.require("until").epochMillis();
        if (until <= from || until - from > Maintenance.LONGEST.toMillis()) {
            throw node.require("until").wrong("a maintenance ends after it began, and within 7 days");
        }
        return new Maintenance.Once(Instant.ofEpochMilli(from), Instant.ofEpochMilli(until));
    }

    private static Maintenance.Time weekly(CatalogueNode maintenance) throws InvalidCatalogueException {
        if (maintenance.find("from").isPresent() || maintenance.find("until").isPresent()) {
            throw maintenance.wrong("either 'weekly', or 'from' and 'until'");
        }
        CatalogueNode node = maintenance.require("weekly");
        node.allowOnly(List.of("days", "at", "minutes", "zone"));
        Set<DayOfWeek> days = words(node, "days", DayOfWeek.class);
        if (days.isEmpty()) {
            throw node.wrong("at least one day is needed here");
        }
        long minutes = Nodes.number(node, "minutes", 60, 1, MOST_MINUTES);
        CatalogueNode at = node.require("at");
        CatalogueNode zone = node.find("zone").orElse(at);
        try {
            LocalTime time = LocalTime.parse(at.text());
            ZoneId place = ZoneId.of(node.find("zone").isPresent() ? zone.text() : "UTC");
            return new Maintenance.Weekly(days, time, Duration.ofMinutes(minutes), place);
        } catch (DateTimeException e) {
            throw at.wrong("this is no time like 22:30, or its zone is none like Europe/Berlin");
        }
    }
}
