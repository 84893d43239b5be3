package io.execparity.alert.finding;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an alert says of a finding. Texts are cut to lengths that a message can bear, and are whatever a process chose:
 * only {@link #rule}, {@link #type}, {@link #severity}, {@link #confidence} and {@link #id} are words of ours.
 *
 * @param id of the finding, the same in every run over the same records
 * @param time by the host's clock, in milliseconds of the epoch
 * @param rule its slug
 * @param type the finding's class, as a word
 * @param severity the word
 * @param confidence the word
 * @param host where it was
 * @param file the file's path; empty where there is none
 * @param program the process's image; empty where there is none
 * @param command the process's own name, which it may choose
 * @param pid the process's number, 0 where there is none
 * @param user who it was, empty where nobody knows
 * @param hash of the content, as {@code sha256:…}; empty where nobody knows
 * @param subject what tells it from others of its rule on its host: file, program or what it is about
 * @param sentence the explanation
 * @param evidence stamps and list places, at most {@link FindingReader#MOST_EVIDENCE}
 * @param unlisted how many more there are
 * @param acts how many acts it stands for, 1 or more
 */
public record AlertFacts(
        String id,
        long time,
        String rule,
        String type,
        String severity,
        String confidence,
        String host,
        String file,
        String program,
        String command,
        long pid,
        String user,
        String hash,
        String subject,
        String sentence,
        List<String> evidence,
        int unlisted,
        long acts) {
    public AlertFacts {
        requireNonNull(id, "id is null");
        requireNonNull(rule, "rule is null");
        evidence = List.copyOf(evidence);
    }

    /** One that the alerting process tells of itself: something that it could not tell. */
    public static AlertFacts ofLoss(String id, long time, String host, String subject, String sentence) {
        Rule rule = Rule.TELEMETRY_LOSS;
        return new AlertFacts(
                id,
                time,
                rule.slug(),
                rule.findingClass().word(),
                Severity.CRITICAL.word(),
                Confidence.PROVEN.word(),
                host,
                "",
                "",
                "",
                0,
                "",
                "",
                subject,
                sentence,
                List.of(),
                0,
                1);
    }

    /** The same, with another sentence behind its own. */
    public AlertFacts adding(String more) {
        return new AlertFacts(
                id,
                time,
                rule,
                type,
                severity,
                confidence,
                host,
                file,
                program,
                command,
                pid,
                user,
                hash,
                subject,
                sentence + ' ' + more,
                evidence,
                unlisted,
                acts);
    }

    /** When it was, as ISO-8601. */
    public String timestamp() {
        return Instant.ofEpochMilli(time).toString();
    }

    /** The rule, where this build knows it. */
    public Optional<Rule> known() {
        for (Rule known : Rule.values()) {
            if (known.slug().equals(rule)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** The severity as a place among the others; that of a word that this build does not know is the highest. */
    public Severity severityOf() {
        for (Severity known : Severity.values()) {
            if (known.word().equals(severity)) {
                return known;
            }
        }
        return Severity.CRITICAL;
    }
}
