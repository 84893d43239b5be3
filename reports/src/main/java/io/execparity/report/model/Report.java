package io.execparity.report.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the results of a period say of controls, and how far that can be relied on.
 *
 * @param wanted the patterns by which hosts were chosen; empty for all
 * @param hasReference whether whoever made it said that the results were made with a reference list
 * @param hosts in the order of their names, those that never sent anything included
 * @param exemptions all of the period, in order
 */
public record Report(
        Period period,
        List<String> wanted,
        boolean hasReference,
        List<HostView> hosts,
        Completeness completeness,
        Facts facts,
        List<FrameworkReport> frameworks,
        List<Exemption> exemptions) {
    public Report {
        requireNonNull(period, "period is null");
        wanted = List.copyOf(wanted);
        hosts = List.copyOf(hosts);
        frameworks = List.copyOf(frameworks);
        exemptions = List.copyOf(exemptions);
    }

    /** How many controls have this status. */
    public long count(Status status) {
        return frameworks.stream()
                .mapToLong(framework -> framework.count(status))
                .sum();
    }
}
