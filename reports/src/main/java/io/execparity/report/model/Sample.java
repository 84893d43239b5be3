package io.execparity.report.model;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.util.List;

/**
 * A finding as an example. Its texts are as hosts gave them.
 *
 * @param id under which the dashboard shows it
 * @param time when it became true, milliseconds of the epoch
 * @param acts how many acts it stands for
 * @param owner who has it, empty for nobody
 * @param path of the file concerned, empty for none
 * @param evidence stamps and list places, the first few
 */
public record Sample(
        String id,
        long time,
        String host,
        Rule rule,
        Severity severity,
        Confidence confidence,
        State state,
        long acts,
        String owner,
        String path,
        String explanation,
        List<String> evidence) {
    public Sample {
        requireNonNull(id, "id is null");
        evidence = List.copyOf(evidence);
    }
}
