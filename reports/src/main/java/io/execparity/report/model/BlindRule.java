package io.execparity.report.model;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.finding.Rule;
import java.util.List;

/**
 * A rule that bears on a control and could not see, for some of the period at least.
 *
 * @param hosts where, in the order of their names
 */
public record BlindRule(Rule rule, List<String> hosts) {
    public BlindRule {
        requireNonNull(rule, "rule is null");
        hosts = List.copyOf(hosts);
    }
}
