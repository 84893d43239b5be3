package io.execparity.dashboard.triage;

import io.execparity.dashboard.evidence.SourceJson;
import io.execparity.dashboard.store.Cursor;
import io.execparity.dashboard.store.Filter;
import io.execparity.dashboard.store.Order;
import io.execparity.dashboard.store.Page;
import io.execparity.dashboard.store.ResultStore;
import io.execparity.dashboard.store.Results;
import io.execparity.dashboard.store.Row;
import io.execparity.dashboard.triage.ActivityEntry.Change;
import io.execparity.dashboard.triage.ActivityEntry.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Changes what is said of findings, and remembers who said it. Everything is in two files beside the results,
 * {@code activity.jsonl} and {@code suppressions.jsonl}, from which a store is brought up to date whenever results came.
 */
public final class Triage {
    private final ResultStore store;
    private final ActivityLog log;
    private final SuppressionFile suppressions;
    private final Clock clock;

    /**
     * Reads what was said before.
     *
     * @param folder of the results
     * @throws IOException where a file there is none of ours
     */
    public Triage(ResultStore store, Path folder, Clock clock) throws IOException {
        this.store = store;
        this.clock = clock;
        log = new ActivityLog(folder.resolve("activity.jsonl"));
        suppressions = new SuppressionFile(folder.resolve("suppressions.jsonl"));
    }

    /**
     * What a suppression would hide.
     *
     * @param hides how many findings
     * @param critical how many of these are critical
     * @param hosts on which they are
     */
    public record Preview(long hides, long critical, Set<String> hosts) {}

    /**
     * Marks the findings with these ids.
     *
     * @param who does it
     * @throws TriageConflictException where one is not there
     */
    public synchronized ActivityEntry mark(String who, List<String> ids, State after, String words) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String id : ids) {
            store.row(Results.FINDINGS, id).ifPresent(rows::add);
        }
        if (rows.size() != ids.size()) {
            throw new TriageConflictException(
                    rows.size() + " of the " + ids.size() + " findings are there; nothing was changed");
        }
        return change(who, rows, after, "mark", words, "", "");
    }

    /**
     * Marks all that a filter finds.
     *
     * @param who does it
     * @param query the filter as it stands in an address
     * @param expected how many somebody saw that there were
     * @throws TriageConflictException where there are more or fewer by now
     */
    public synchronized ActivityEntry markAll(
            String who, Filter filter, String query, long expected, State after, String words) throws IOException {
        List<Row> rows = rows(filter, row -> true);
        expect(expected, rows.size());
        return change(who, rows, after, "mark", words, query, "");
    }

    private static void expect(long expected, long found) {
        if (found != expected) {
            throw new TriageConflictException(
                    "there are " + found + " findings now, not the " + expected + " that you saw; nothing was changed");
        }
    }

    /** What suppressing around a finding would hide. */
    public synchronized Preview preview(Row finding, String by, int days) {
        List<Row> rows = hidden(Scope.of(finding, by), days);
        Set<String> hosts = new TreeSet<>();
        long critical = 0;
        for (Row row : rows) {
            hosts.add(SourceJson.of(row).path("host").path("name").asText(""));
            critical += SourceJson.of(row)
                            .path("execparity")
                            .path("severity")
                            .asText("")
                            .equals("critical")
                    ? 1
                    : 0;
        }
        return new Preview(rows.size(), critical, hosts);
    }

    /** Hides what {@link #preview} counted, and what comes like it until then. */
    public synchronized ActivityEntry suppress(
            String who, Row finding, String by, String reason, int days, long expected) throws IOException {
        Scope scope = Scope.of(finding, by);
        List<Row> rows = hidden(scope, days);
        expect(expected, rows.size());
        long until = suppressions.until(clock.millis(), days);
        long from = rows.stream().mapToLong(row -> row.cursor().time()).min().orElse(clock.millis());
        String id = suppressions.add(scope, reason, who, from, until);
        return change(who, rows, new State("suppressed", ""), "suppress", reason, "", id);
    }

    private List<Row> hidden(Scope scope, int days) {
        long until = suppressions.until(clock.millis(), days);
        return rows(scope.filter(suppressions.earliest(until), until), row -> scope.covers(row) && !isHidden(row));
    }

    private static boolean isHidden(Row row) {
        return row.status().equals("suppressed");
    }

    /**
     * Takes back an entry, by another one.
     *
     * @throws TriageConflictException where it is not there, or a finding was changed since
     */
    public synchronized ActivityEntry undo(String who, String id) throws IOException {
        ActivityEntry undone = log.entry(id).orElseThrow(() -> new TriageConflictException("there is no entry " + id));
        List<Change> changes = new ArrayList<>();
        for (Change change : undone.changes()) {
            if (!change.after().equals(log.states().get(change.finding()))) {
                throw new TriageConflictException("a finding was changed since; nothing was undone");
            }
            changes.add(new Change(change.finding(), change.after(), change.before()));
        }
        if (!undone.suppression().isEmpty()) {
            suppressions.end(undone.suppression());
        }
        return write(who, "undo", "entry " + id, "", undone.suppression(), changes);
    }

    private ActivityEntry change(
            String who, List<Row> rows, State after, String action, String words, String query, String suppression)
            throws IOException {
        List<Change> changes = rows.stream()
                .map(row -> new Change(row.id(), new State(row.status(), row.owner()), after))
                .toList();
        return write(who, action, words, query, suppression, changes);
    }

    private ActivityEntry write(
            String who, String action, String words, String query, String suppression, List<Change> changes)
            throws IOException {
        ActivityEntry entry = new ActivityEntry(
                log.nextId(), clock.instant().toString(), who, action, words, query, suppression, changes);
        log.add(entry);
        Map<State, List<String>> byState = new LinkedHashMap<>();
        changes.forEach(change -> byState.computeIfAbsent(change.after(), state -> new ArrayList<>())
                .add(change.finding()));
        byState.forEach((state, ids) -> store.mark(ids, state.status(), state.owner()));
        return entry;
    }

    /** Tells a store whose results changed what was said of them. */
    public synchronized void apply() {
        Map<State, List<String>> byState = new LinkedHashMap<>();
        log.states()
                .forEach((finding, state) -> byState.computeIfAbsent(state, same -> new ArrayList<>())
                        .add(finding));
        for (SuppressionFile.Active active : suppressions.active()) {
            List<String> ids = rows(
                            active.scope().filter(active.from(), active.until()),
                            row -> active.scope().covers(row) && !log.states().containsKey(row.id()))
                    .stream()
                    .map(Row::id)
                    .toList();
            store.mark(ids, "suppressed", "");
        }
        byState.forEach((state, ids) -> store.mark(ids, state.status(), state.owner()));
    }

    /** The latest entries, the newest first. */
    public synchronized List<ActivityEntry> activity() {
        return log.newestFirst();
    }

    /** The file that has all entries; it may not be there yet. */
    public Path file() {
        return log.file();
    }

    private List<Row> rows(Filter filter, Predicate<Row> wanted) {
        List<Row> rows = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page page = store.page(Results.FINDINGS, filter, Order.OLDEST, after, ResultStore.MOST);
            page.rows().stream().filter(wanted).forEach(rows::add);
            after = page.next();
            if (rows.size() > ActivityEntry.MOST_CHANGES) {
                throw new TriageConflictException("more than " + ActivityEntry.MOST_CHANGES
                        + " findings at once; choose fewer. Nothing was changed");
            }
        } while (after.isPresent());
        return rows;
    }
}
