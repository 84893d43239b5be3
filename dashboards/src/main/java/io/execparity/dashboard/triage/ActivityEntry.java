package io.execparity.dashboard.triage;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, as a line of {@code activity.jsonl}. It is never changed: what is undone is another entry.
 *
 * @param id its place, from {@code 1}
 * @param at when, ISO-8601 in UTC
 * @param who did it, empty where it came by itself
 * @param action {@code mark}, {@code suppress}, {@code end}, {@code expire} or {@code undo}
 * @param words what was said: a resolution, a reason
 * @param filter the address's query that was meant, empty where findings were chosen one by one
 * @param suppression the id of the one that was made or ended, empty where it was about none
 * @param changes what became of which finding
 * @param baseline what a suppression was made for; of no other entry, nor of those that an earlier build wrote
 */
public record ActivityEntry(
        String id,
        String at,
        String who,
        String action,
        String words,
        String filter,
        String suppression,
        List<Change> changes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Baseline baseline) {
    /** The most findings that one entry changes. */
    public static final int MOST_CHANGES = 10_000;

    /** One finding, before and after. */
    public record Change(String finding, State before, State after) {}

    /**
     * What is said of a finding.
     *
     * @param status {@code open}, {@code acknowledged}, {@code closed} or {@code suppressed}
     * @param owner who has it, empty for nobody
     */
    public record State(String status, String owner) {
        public State {
            requireNonNull(status, "status is null");
            requireNonNull(owner, "owner is null");
        }
    }

    public ActivityEntry {
        requireNonNull(id, "id is null");
        requireNonNull(suppression, "suppression is null");
        changes = List.copyOf(changes);
    }
}
