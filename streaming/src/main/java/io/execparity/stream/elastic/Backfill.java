package io.execparity.stream.elastic;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import io.execparity.stream.elastic.KnownIds.Match;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run over old records finds today, in place of what the indices have of the same records. Until the end it is in
 * indices of its own; then the aliases lead to these, all at one moment. What the run does not speak for is taken over:
 * other hosts, other times, other files.
 *
 * <p>Whoever writes meanwhile goes on in new generations, which stay behind the aliases. Old generations stay on the server
 * until they are dropped.
 */
public final class Backfill {
    private final ElasticServer server;
    private final BackfillIndices indices;
    private final Map<ResultKind, KnownIds> found = new EnumMap<>(ResultKind.class);
    private final Map<ResultKind, KnownIds> kept = new EnumMap<>(ResultKind.class);
    private final Coverage coverage = new Coverage();
    private final FirstRefused refused = new FirstRefused();
    private @Nullable BulkWriter writer;
    private Map<ResultKind, List<String>> old = Map.of();

    /**
     * What became of one kind's documents.
     *
     * @param same found again as they were
     * @param changed found again with other content
     * @param added found for the first time
     * @param gone that the run speaks for and does not find any more
     * @param kept that the run does not speak for
     */
    public record Change(long same, long changed, long added, long gone, long kept) {}

    private Backfill(ElasticServer server, BackfillIndices indices) {
        this.server = server;
        this.indices = indices;
        for (ResultKind kind : BackfillIndices.kinds()) {
            found.put(kind, new KnownIds());
            kept.put(kind, new KnownIds());
        }
    }

    /** Begins one that only says what would change, and changes nothing. */
    public static Backfill dryRun(ElasticServer server) throws IOException {
        Backfill backfill = new Backfill(server, new BackfillIndices(server, "0"));
        Map<ResultKind, List<String>> present = new EnumMap<>(ResultKind.class);
        for (ResultKind kind : BackfillIndices.kinds()) {
            Generations generations = new Generations(server, kind);
            generations.look();
            List<String> all = new ArrayList<>(generations.old());
            all.add(generations.current());
            present.put(kind, all);
        }
        backfill.old = present;
        return backfill;
    }

    /**
     * Begins one.
     *
     * @param run names it: digits, later ones greater
     * @throws UnusableServerException where an earlier one did not come to its end; the message says what to do
     */
    public static Backfill begin(ElasticServer server, String run) throws IOException {
        BackfillIndices indices = new BackfillIndices(server, run);
        List<String> unfinished = indices.unfinished();
        if (!unfinished.isEmpty()) {
            throw new UnusableServerException("an earlier backfill is not finished, or still going on: "
                    + String.join(", ", unfinished) + ". The aliases are as they were. Discard it to begin anew.");
        }
        Backfill backfill = new Backfill(server, indices);
        backfill.old = indices.closeGenerations();
        indices.create();
        backfill.writer = new BulkWriter(
                server,
                backfill.refused,
                kind -> new Destination.OneIndex(
                        ResultIndex.hasGenerations(kind) ? indices.name(kind) : ResultIndex.alias(kind)),
                null);
        return backfill;
    }

    /** Discards what backfills left that did not come to their end, and returns the names of their indices. */
    public static List<String> discardUnfinished(ElasticServer server) throws IOException {
        return new BackfillIndices(server, "0").dropUnfinished();
    }

    /** Deletes the generations that backfills took the place of, and returns their names. */
    public static List<String> dropOld(ElasticServer server) throws IOException {
        return new BackfillIndices(server, "0").dropOld();
    }

    /** Takes a result of the run. */
    public synchronized void add(EncodedResult result) throws IOException {
        BulkDocument document = BulkDocument.of(result);
        requireNonNull(found.get(document.kind()), "no kind that has generations")
                .put(document);
        if (writer != null) {
            writer.add(document);
        }
    }

    /** The run had an event of that host. */
    public synchronized void event(String host, long epochMillis) {
        coverage.event(host, epochMillis);
    }

    /** The run read measurement lists as well, so that what only these tell is looked for. */
    public synchronized void lists() {
        coverage.lists();
    }

    /** The run read that file to its end. */
    public synchronized void file(String name) {
        coverage.file(name);
    }

    /** The run read that file from one offset to before another. */
    public synchronized void part(String name, long from, long to) {
        coverage.part(name, from, to);
    }

    /**
     * Compares with what there is, takes over what the run does not speak for, and lets the aliases lead to the outcome,
     * unless it is not what was written. Old generations take no documents from then on.
     *
     * @return what changed, or would
     */
    public synchronized Map<ResultKind, Change> finish() throws IOException {
        Map<String, Long> before = lastOperations();
        Map<ResultKind, Change> changes = compareAll();
        if (writer == null) {
            return changes;
        }
        // Whoever still writes to them looks where to write now, and finds out after the switch.
        indices.close(before.keySet(), true);
        try {
            if (!before.equals(lastOperations())) {
                // Somebody wrote while they were read: of a document only the last form counts.
                changes = compareAll();
            }
            for (ResultKind kind : BackfillIndices.kinds()) {
                checkCount(kind);
            }
            indices.replace(old);
            return changes;
        } catch (IOException | RuntimeException e) {
            indices.close(before.keySet(), false);
            throw e;
        }
    }

    private Map<ResultKind, Change> compareAll() throws IOException {
        Map<ResultKind, Change> changes = new EnumMap<>(ResultKind.class);
        for (ResultKind kind : BackfillIndices.kinds()) {
            changes.put(kind, compare(kind));
        }
        if (writer != null) {
            writer.flush();
            refused.check();
        }
        return changes;
    }

    private Map<String, Long> lastOperations() throws IOException {
        Map<String, Long> operations = new TreeMap<>();
        for (List<String> generations : old.values()) {
            for (String index : generations) {
                operations.put(index, indices.lastOperation(index));
            }
        }
        return operations;
    }

    private Change compare(ResultKind kind) throws IOException {
        KnownIds ids = requireNonNull(found.get(kind));
        KnownIds others = requireNonNull(kept.get(kind));
        long[] counts = new long[Match.values().length];
        long[] gone = {0};
        StoredDocuments.read(server, kind, old.getOrDefault(kind, List.of()), document -> {
            Match match = ids.match(document);
            if (match == Match.NONE && coverage.covers(document)) {
                gone[0]++;
            } else if (match == Match.NONE) {
                others.put(document);
                if (writer != null) {
                    writer.add(document);
                }
            }
            counts[match.ordinal()]++;
        });
        long same = counts[Match.SAME.ordinal()];
        long changed = counts[Match.OTHER.ordinal()];
        return new Change(same, changed, ids.size() - same - changed, gone[0], others.size());
    }

    private void checkCount(ResultKind kind) throws IOException {
        long expected = (long) requireNonNull(found.get(kind)).size()
                + requireNonNull(kept.get(kind)).size();
        long there = indices.count(kind);
        if (there != expected) {
            throw new UnusableServerException(indices.name(kind) + " has " + there + " documents where " + expected
                    + " were written; the aliases are as they were");
        }
    }

    /** A document that is refused would be missing from then on, so that nothing comes into force. */
    private static final class FirstRefused implements DeadLetters {
        private @Nullable DeadLetter first;
        private long count;

        @Override
        public void accept(DeadLetter letter) {
            first = first == null ? letter : first;
            count++;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        void check() throws IOException {
            DeadLetter letter = first;
            if (letter != null) {
                throw new UnusableServerException("the server refuses " + count
                        + " documents, and the aliases are as they were; of the first, " + letter.id() + ", it says: "
                        + letter.reason());
            }
        }
    }
}
