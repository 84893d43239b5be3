package io.execparity.report.model;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.finding.Rule;
import java.util.SortedSet;

/**
 * Findings of one rule that somebody decided not to count, and that decision.
 *
 * @param name of the suppression, of the benign program, or the number of the entry in {@code activity.jsonl}
 * @param reason why, in that person's words or the program's
 * @param owner who answers for it; empty where nothing on record says so
 * @param from when it began to hold, milliseconds of the epoch; 0 where nothing on record says so
 * @param expires when it ends; 0 where nothing on record says so, or where it does not
 * @param findings how many of the period it holds back
 * @param hosts on which, the first few in order
 */
public record Exemption(
        Kind kind,
        String name,
        Rule rule,
        String reason,
        String owner,
        long from,
        long expires,
        long findings,
        SortedSet<String> hosts) {
    /** What kind of decision it was. */
    public enum Kind {
        SUPPRESSION("suppressed"),
        /** By the list of benign programs, or by a suppression that the report was not given. */
        LISTED("held back by the analysis"),
        DISMISSAL("closed as no violation");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Exemption {
        requireNonNull(kind, "kind is null");
        requireNonNull(name, "name is null");
    }
}
