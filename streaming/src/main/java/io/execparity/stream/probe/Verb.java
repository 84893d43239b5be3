package io.execparity.stream.probe;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.finding.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the probe makes happen, and what has to become of it.
 *
 * @param does in words for people
 * @param rules any of which has to tell of it; empty where {@code told} says what has to be told
 * @param told the line that has to come where no rule fires; null where one does
 * @param beside rules that tell of it too
 * @param needs the audit rules without which it cannot be seen
 */
public record Verb(
        String name, String does, Set<Rule> rules, @Nullable Told told, Set<Rule> beside, List<AuditNeed> needs) {
    /**
     * A line that has to come.
     *
     * @param check true for one of checks, false for one of executions
     * @param says words that it has to have under {@code execparity}
     */
    record Told(boolean check, Map<String, String> says) {
        Told {
            says = Map.copyOf(says);
        }

        String words() {
            return (check ? "a check" : "a run")
                    + says.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> ' ' + entry.getKey() + '=' + entry.getValue())
                            .reduce("", String::concat);
        }
    }

    public Verb {
        requireNonNull(name, "name is null");
        requireNonNull(does, "does is null");
        rules = Set.copyOf(rules);
        beside = Set.copyOf(beside);
        needs = List.copyOf(needs);
        if (rules.isEmpty() == (told == null)) {
            throw new IllegalArgumentException(name + " needs either rules or what is told");
        }
    }

    /** Whether a finding of this rule is its doing. */
    public boolean causes(Rule rule) {
        return rules.contains(rule) || beside.contains(rule);
    }
}
