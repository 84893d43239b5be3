package io.execparity.report.model;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.finding.Rule;
import java.util.Set;

/**
 * Telemetry that was missing.
 *
 * @param host where
 * @param from when it began, or was first told, milliseconds of the epoch
 * @param to when it ended, or was last told
 * @param words what was missing, one sentence; from a host, and not to be trusted with anything
 * @param blind the rules that cannot see for it; empty for all
 */
public record Gap(Kind kind, String host, long from, long to, String words, Set<Rule> blind) {
    /** Why it was missing. */
    public enum Kind {
        /** The host never sent anything, as far as the results go. */
        NEVER_SEEN("never seen"),
        /** Nothing came from the host for longer than reports put up with. */
        SILENT("silent"),
        /** Records were lost. */
        LOSS("records lost"),
        /** Auditing was stopped, or something was done to it. */
        STOPPED("auditing stopped or changed"),
        /** A kind of record never came. */
        BLIND("kind of record missing"),
        /** Rules lacked what they need, as the host's agent told. */
        UNSEEING("rules that could not see"),
        /** There are more results than a report reads. */
        UNREAD("not read");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Gap {
        requireNonNull(kind, "kind is null");
        requireNonNull(host, "host is null");
        blind = Set.copyOf(blind);
    }

    /** Whether a judgement that rests on these rules has to do without. */
    public boolean concerns(Set<Rule> rules) {
        return blind.isEmpty() || rules.stream().anyMatch(blind::contains);
    }
}
