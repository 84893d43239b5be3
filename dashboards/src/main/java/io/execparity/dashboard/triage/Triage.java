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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        return write(who, "mark", words, "", "", changes(rows, after), null);
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
        return write(who, "mark", words, query, "", changes(rows, after), null);
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
        List<Change> changes = changes(rows, new State("suppressed", ""));
        return write(who, "suppress", reason, "", id, changes, rows.isEmpty() ? null : Baseline.of(rows));
    }

    private List<Row> hidden(Scope scope, int days) {
        long until = suppressions.until(clock.millis(), days);
        return rows(scope.filter(suppressions.earliest(until), until), row -> scope.covers(row) && !isHidden(row));
    }

    private static boolean isHidden(Row row) {
        return row.status().equals("suppressed");
    }

    /**
     * Ends a suppression before it expires. What it hid stays hidden; what comes from now on is not.
     *
     * @param words why
     * @throws TriageConflictException where there is none of this id that holds
     */
    public synchronized ActivityEntry end(String who, String id, String words) throws IOException {
        long now = clock.millis();
        KeptSuppression ended = suppressions.kept().stream()
                .filter(one -> one.id().equals(id)
                        && one.state(Instant.ofEpochMilli(now)).equals("active"))
                .findFirst()
                .orElseThrow(() -> new TriageConflictException("there is no suppression " + id + " that holds"));
        // One that hides nothing before now would otherwise look as if it had been taken back.
        long at = Math.max(now, ended.created().toEpochMilli() + 1);
        Scope scope = suppressions.scope(id);
        List<String> later = rows(
                        scope.filter(at, ended.expires().toEpochMilli()),
                        row -> scope.covers(row)
                                && isHidden(row)
                                && !log.states().containsKey(row.id()))
                .stream()
                .map(Row::id)
                .toList();
        suppressions.end(id, at);
        ActivityEntry entry = write(who, "end", ended.rule() + ": " + words, "", id, List.of(), null);
        store.mark(later, "open", "");
        apply();
        return entry;
    }

    /**
     * Writes an entry for each suppression that expired since this was asked last.
     *
     * @return whether there was one
     */
    public synchronized boolean expire() throws IOException {
        Instant now = clock.instant();
        boolean any = false;
        for (KeptSuppression one : suppressions.kept()) {
            if (one.state(now).equals("expired") && !log.saysExpired(one.id())) {
                String words = one.rule() + ": " + one.reason() + ", of " + one.owner() + ", until " + one.expires();
                write("", "expire", words, "", one.id(), List.of(), null);
                any = true;
            }
        }
        return any;
    }

    /** The suppressions that were made here and not taken back, the newest first. */
    public synchronized List<KeptSuppression> suppressions() {
        List<KeptSuppression> all = new ArrayList<>(suppressions.kept());
        Collections.reverse(all);
        return all;
    }

    /**
     * Takes back an entry, by another one.
     *
     * @throws TriageConflictException where it is not there, or a finding or its suppression was changed since
     */
    public synchronized ActivityEntry undo(String who, String id) throws IOException {
        ActivityEntry undone = log.entry(id).orElseThrow(() -> new TriageConflictException("there is no entry " + id));
        if (undone.who().isEmpty()) {
            throw new TriageConflictException("nobody did this, so nobody can take it back; decide anew");
        }
        String suppression = undone.suppression();
        if (!suppression.isEmpty()
                && (!log.latestAbout(suppression).equals(Optional.of(undone))
                        || !Set.of("suppress", "end").contains(undone.action()))) {
            throw new TriageConflictException("the suppression was changed since; nothing was undone");
        }
        List<Change> changes = new ArrayList<>();
        for (Change change : undone.changes()) {
            if (!change.after().equals(log.states().get(change.finding()))) {
                throw new TriageConflictException("a finding was changed since; nothing was undone");
            }
            changes.add(new Change(change.finding(), change.after(), change.before()));
        }
        boolean resumed = undone.action().equals("end");
        if (resumed) {
            suppressions.resume(suppression);
        } else if (!suppression.isEmpty()) {
            suppressions.takeBack(suppression);
        }
        ActivityEntry entry = write(who, "undo", "entry " + id, "", suppression, changes, null);
        if (resumed) {
            apply();
        }
        return entry;
    }

    private static List<Change> changes(List<Row> rows, State after) {
        return rows.stream()
                .map(row -> new Change(row.id(), new State(row.status(), row.owner()), after))
                .toList();
    }

    private ActivityEntry write(
            String who,
            String action,
            String words,
            String query,
            String suppression,
            List<Change> changes,
            @Nullable Baseline baseline)
            throws IOException {
        ActivityEntry entry = new ActivityEntry(
                log.nextId(), clock.instant().toString(), who, action, words, query, suppression, changes, baseline);
        log.add(entry);
        Map<State, List<String>> byState = new LinkedHashMap<>();
        changes.forEach(change -> byState.computeIfAbsent(change.after(), state -> new ArrayList<>())
                .add(change.finding()));
        byState.forEach((state, ids) -> store.mark(ids, state.status(), state.owner()));
        return entry;
    }

    /**
     * Tells a store whose results changed what was said of them. A suppression that goes beyond what somebody decided about
     * ends there, by itself.
     *
     * @throws IOException where such an end cannot be written
     */
    public synchronized void apply() throws IOException {
        Map<State, List<String>> byState = new LinkedHashMap<>();
        log.states()
                .forEach((finding, state) -> byState.computeIfAbsent(state, same -> new ArrayList<>())
                        .add(finding));
        for (SuppressionFile.Active active : suppressions.active()) {
            Covered covered =
                    new Covered(active, log.baseline(active.id()), log.states().keySet());
            each(active.scope().filter(active.from(), active.until()), covered::take);
            if (covered.outgrown().isPresent()) {
                Covered.Outgrown end = covered.outgrown().get();
                suppressions.end(active.id(), end.time());
                write("", "end", active.scope().rule() + ": " + end.why(), "", active.id(), List.of(), null);
                store.mark(covered.toShow(), "open", "");
            }
            store.mark(covered.toHide(), "suppressed", "");
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
        each(filter, row -> {
            if (wanted.test(row)) {
                rows.add(row);
            }
            if (rows.size() > ActivityEntry.MOST_CHANGES) {
                throw new TriageConflictException("more than " + ActivityEntry.MOST_CHANGES
                        + " findings at once; choose fewer. Nothing was changed");
            }
        });
        return rows;
    }

    /** In order of time. */
    private void each(Filter filter, Consumer<Row> taker) {
        Optional<Cursor> after = Optional.empty();
        do {
            Page page = store.page(Results.FINDINGS, filter, Order.OLDEST, after, ResultStore.MOST);
            page.rows().forEach(taker);
            after = page.next();
        } while (after.isPresent());
    }
}
