package io.execparity.report.model;

import static java.util.Objects.requireNonNull;

import io.execparity.report.control.Control;
import java.util.List;

/**
 * What the evidence says of one control.
 *
 * @param reason why this status, one sentence
 * @param rules findings by rule; only rules that have any, or any exempted
 * @param samples the most severe of the findings that decided, at most {@link #MOST_SAMPLES}
 * @param exemptions of rules that would decide
 * @param gaps how many of the report's gaps concern it
 * @param blind rules that bear on it and could not see on some host
 */
public record ControlReport(
        Control control,
        Status status,
        String reason,
        List<RuleLine> rules,
        List<Sample> samples,
        List<Exemption> exemptions,
        long gaps,
        List<BlindRule> blind) {
    /** The most examples of one control. */
    public static final int MOST_SAMPLES = 5;

    public ControlReport {
        requireNonNull(status, "status is null");
        rules = List.copyOf(rules);
        samples = List.copyOf(samples);
        exemptions = List.copyOf(exemptions);
        blind = List.copyOf(blind);
    }
}
