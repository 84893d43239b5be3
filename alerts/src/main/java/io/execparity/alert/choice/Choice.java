package io.execparity.alert.choice;

import io.execparity.alert.finding.AlertFacts;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.FindingClass;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.catalogue.Glob;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One line of what alerts: which findings it is about, and who is told of them. All conditions have to hold.
 *
 * @param rules slugs; none for any rule
 * @param classes none for any class
 * @param severity the least
 * @param confidence the least
 * @param hosts patterns of names; none for any host
 * @param routes whom to tell; empty for everybody, a list without any for nobody
 */
public record Choice(
        Set<Rule> rules,
        Set<FindingClass> classes,
        Severity severity,
        Confidence confidence,
        List<Glob> hosts,
        Optional<List<String>> routes) {
    public Choice {
        rules = Set.copyOf(rules);
        classes = Set.copyOf(classes);
        hosts = List.copyOf(hosts);
        routes = routes.map(List::copyOf);
    }

    /** What alerts where the site does not say: what is for a person at once, and all else that is critical. */
    public static List<Choice> usual() {
        return List.of(
                new Choice(
                        Set.of(),
                        Set.of(FindingClass.BYPASS, FindingClass.ALERT),
                        Severity.INFO,
                        Confidence.POSSIBLE,
                        List.of(),
                        Optional.empty()),
                new Choice(
                        Set.of(),
                        Set.of(FindingClass.INTEGRITY, FindingClass.TELEMETRY),
                        Severity.CRITICAL,
                        Confidence.POSSIBLE,
                        List.of(),
                        Optional.empty()));
    }

    /** Whether it is about this finding. A word that this build does not know meets every condition but a named one. */
    public boolean isAbout(AlertFacts finding) {
        return (rules.isEmpty() || rules.stream().anyMatch(rule -> rule.slug().equals(finding.rule())))
                && (classes.isEmpty()
                        || classes.stream().anyMatch(type -> type.word().equals(finding.type())))
                && finding.severityOf().compareTo(severity) >= 0
                && isSureEnough(finding)
                && (hosts.isEmpty() || Glob.anyMatches(hosts, Bytes.utf8(finding.host())));
    }

    private boolean isSureEnough(AlertFacts finding) {
        for (Confidence less : Confidence.values()) {
            if (less.compareTo(confidence) > 0 && less.word().equals(finding.confidence())) {
                return false;
            }
        }
        return true;
    }
}
