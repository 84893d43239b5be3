package io.execparity.cli.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.dashboard.store.FilledStore;
import io.execparity.dashboard.store.IndexedResult;
import io.execparity.dashboard.store.ResultFeed;
import io.execparity.dashboard.store.Results;
import io.execparity.schema.codec.MessageReader;
import io.execparity.schema.message.HostRecord;
import io.execparity.stream.ResultKind;
import io.execparity.stream.live.LiveConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills the dashboard's own store from the topics that a job writes to, in place of a search server. */
public final class TopicFeed implements ResultFeed, AutoCloseable {
    private static final int BATCH = 20_000;
    private static final int BATCH_CHARACTERS = 32 << 20;
    private static final Map<ResultKind, Results> SHOWN = Map.of(
            ResultKind.FINDINGS, Results.FINDINGS,
            ResultKind.SUPPRESSED, Results.FINDINGS,
            ResultKind.EXECUTIONS, Results.EXECUTIONS,
            ResultKind.CHECKS, Results.CHECKS,
            ResultKind.MEMFDS, Results.MEMFDS);

    private final ResultTopics topics;
    private final Consumer<String> complaints;
    private final Map<Results, List<IndexedResult>> waiting = new EnumMap<>(Results.class);
    private final Map<String, HostRecord> hosts = new LinkedHashMap<>();
    private @Nullable String unreadable;
    private long unreadableRecords;
    private long characters;
    private boolean any;

    /**
     * Of the topics that a job's file tells.
     *
     * @param complaints is told of records that are no results; they are passed over
     * @throws IOException where Kafka cannot be asked with what the file says
     */
    public TopicFeed(LiveConfig config, Consumer<String> complaints) throws IOException {
        this.complaints = complaints;
        Set<ResultKind> wanted = EnumSet.of(ResultKind.HOSTS);
        wanted.addAll(SHOWN.keySet());
        topics = new ResultTopics(config.kafka().properties(), config.topics(), wanted);
        for (Results results : Set.copyOf(SHOWN.values())) {
            waiting.put(results, new ArrayList<>());
        }
    }

    @Override
    public boolean read(FilledStore store) throws IOException {
        any = false;
        try {
            boolean more;
            do {
                more = topics.read(this::take);
                put(store, characters < BATCH_CHARACTERS ? BATCH : 1);
            } while (more);
        } finally {
            // What was read is not read again.
            put(store, 1);
        }
        complain();
        return any;
    }

    private void take(ResultKind kind, String place, String key, String line) {
        if (kind == ResultKind.HOSTS) {
            takeHost(place, line);
            return;
        }
        Results results = SHOWN.get(kind);
        List<IndexedResult> batch = results == null ? null : waiting.get(results);
        if (results == null || batch == null) {
            return;
        }
        try {
            batch.add(IndexedResult.of(results, line));
            characters += line.length();
        } catch (IllegalArgumentException e) {
            unreadable(place, e);
        }
    }

    private void takeHost(String place, String line) {
        try {
            HostRecord host = MessageReader.host(line.getBytes(UTF_8));
            hosts.put(host.host(), host);
            characters += line.length();
        } catch (IOException e) {
            unreadable(place, e);
        }
    }

    private void unreadable(String place, Exception why) {
        unreadableRecords++;
        unreadable = unreadable == null ? place + ": " + why.getMessage() : unreadable;
    }

    private void put(FilledStore store, int atLeast) {
        if (!hosts.isEmpty()) {
            store.tell(List.copyOf(hosts.values()));
            hosts.clear();
            any = true;
        }
        characters = atLeast == 1 ? 0 : characters;
        waiting.forEach((results, batch) -> {
            if (batch.size() >= atLeast) {
                List<IndexedResult> full = List.copyOf(batch);
                batch.clear();
                store.add(results, full);
                any = true;
            }
        });
    }

    private void complain() {
        if (unreadable != null) {
            complaints.accept(unreadable + " (records that are no results: " + unreadableRecords + ")");
            unreadable = null;
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
