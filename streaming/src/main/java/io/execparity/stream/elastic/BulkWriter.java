package io.execparity.stream.elastic;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes results in batches. A result is either in the index, or with the dead letters, or an exception tells that
 * neither is so: {@link #flush} returns when nothing is left. It holds one batch, and whoever adds to a full one waits.
 *
 * <p>What is written twice is there once, in its last form. For one thread; one result's forms have to come to one
 * writer.
 */
public final class BulkWriter implements Closeable {
    private final ElasticServer server;
    private final DeadLetters deadLetters;
    private final Map<ResultKind, Destination> destinations = new EnumMap<>(ResultKind.class);
    private final @Nullable Housekeeping housekeeping;
    /** By kind and id, so that a batch holds one form of a result, and no older one can come after a newer one. */
    private final Map<String, BulkDocument> gathered = new LinkedHashMap<>();

    private long gatheredBytes;
    private long keptHouseAt;

    /**
     * Writes behind the aliases, and keeps house there where the settings say so and the server does not. Neither argument
     * is closed with it.
     *
     * @throws UnusableServerException where the indices are not installed
     */
    public BulkWriter(ElasticServer server, DeadLetters deadLetters) throws IOException {
        this(server, deadLetters, kind -> new Generations(server, kind), Housekeeping.of(server));
    }

    /** Writes where it is told. */
    BulkWriter(
            ElasticServer server,
            DeadLetters deadLetters,
            Function<ResultKind, Destination> destination,
            @Nullable Housekeeping housekeeping)
            throws IOException {
        this.server = requireNonNull(server, "server is null");
        this.deadLetters = requireNonNull(deadLetters, "deadLetters is null");
        this.housekeeping = housekeeping;
        this.keptHouseAt = System.nanoTime() - Housekeeping.INTERVAL.toNanos();
        for (ResultKind kind : ResultKind.values()) {
            Destination known = destination.apply(kind);
            known.look();
            destinations.put(kind, known);
        }
    }

    /** Takes one result; sends what was gathered where it would become too much. */
    public void add(EncodedResult result) throws IOException {
        add(BulkDocument.of(result));
    }

    void add(BulkDocument document) throws IOException {
        ElasticSettings settings = server.settings();
        int length = document.source().length;
        if (gathered.size() >= settings.batchDocuments()
                || (!gathered.isEmpty() && gatheredBytes + length > settings.batchBytes())) {
            send();
        }
        BulkDocument older = gathered.put(document.kind().name() + document.id(), document);
        gatheredBytes += length - (older == null ? 0 : older.source().length);
    }

    /** Returns when every result that was added is acknowledged, or kept with the dead letters. */
    public void flush() throws IOException {
        send();
        deadLetters.flush();
        if (housekeeping != null && System.nanoTime() - keptHouseAt >= Housekeeping.INTERVAL.toNanos()) {
            housekeeping.keep();
            keptHouseAt = System.nanoTime();
        }
        look();
    }

    private void look() throws IOException {
        for (Destination known : destinations.values()) {
            known.look();
        }
    }

    /** What was gathered stays gathered where this fails. */
    private void send() throws IOException {
        Deque<List<BulkDocument>> open = new ArrayDeque<>();
        if (!gathered.isEmpty()) {
            open.add(List.copyOf(gathered.values()));
        }
        BackOff backOff = new BackOff(server.settings().patience(), RandomGenerator.getDefault());
        while (!open.isEmpty()) {
            List<BulkDocument> batch = open.removeFirst();
            try {
                attempt(batch, open);
                backOff.succeeded();
            } catch (UnusableServerException e) {
                throw e;
            } catch (LeftOver left) {
                if (left.documents.size() < batch.size()) {
                    backOff.succeeded();
                }
                open.addFirst(left.documents);
                backOff.failed(left);
                // An old generation may be closed to them, or gone.
                look();
            } catch (IOException e) {
                ElasticServer.checkBelieved(e);
                open.addFirst(batch);
                backOff.failed(e);
            }
        }
        gathered.clear();
        gatheredBytes = 0;
    }

    /** Sends one batch. What is too much for one request is divided, and comes back as two. */
    private void attempt(List<BulkDocument> batch, Deque<List<BulkDocument>> open) throws IOException {
        ElasticServer.Answer answer = server.ask("POST", "/_bulk?filter_path=" + BulkAnswer.FILTER, body(batch));
        if (answer.agrees()) {
            settle(batch, BulkAnswer.read(answer.body(), batch.size()));
        } else if (answer.isBusy()) {
            throw new BusyServerException(answer.told());
        } else if (answer.status() != 400 && answer.status() != 413) {
            throw new UnusableServerException("bulk request: " + answer.told());
        } else if (batch.size() > 1) {
            int half = batch.size() / 2;
            open.addFirst(batch.subList(half, batch.size()));
            open.addFirst(batch.subList(0, half));
        } else {
            refuse(batch.get(0), answer.told());
        }
    }

    private void settle(List<BulkDocument> batch, List<BulkAnswer.Item> items) throws IOException {
        List<BulkDocument> left = new ArrayList<>();
        String why = "";
        for (int i = 0; i < batch.size(); i++) {
            BulkAnswer.Item item = items.get(i);
            if (item.isRefused()) {
                refuse(batch.get(i), item.told());
            } else if (!item.isKept()) {
                left.add(batch.get(i));
                why = item.told();
            }
        }
        if (!left.isEmpty()) {
            throw new LeftOver(left, why);
        }
    }

    private void refuse(BulkDocument document, String reason) throws IOException {
        deadLetters.accept(new DeadLetter(document.kind(), document.id(), document.source(), reason));
    }

    private byte[] body(List<BulkDocument> batch) throws IOException {
        Map<ResultKind, Map<String, String>> homes = homes(batch);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (BulkDocument document : batch) {
            String current = requireNonNull(destinations.get(document.kind())).current();
            String index = homes.getOrDefault(document.kind(), Map.of()).getOrDefault(document.id(), current);
            body.write(document.action(index));
            body.write(document.source());
            body.write('\n');
        }
        return body.toByteArray();
    }

    private Map<ResultKind, Map<String, String>> homes(Collection<BulkDocument> batch) throws IOException {
        Map<ResultKind, List<String>> ids = new EnumMap<>(ResultKind.class);
        for (BulkDocument document : batch) {
            ids.computeIfAbsent(document.kind(), kind -> new ArrayList<>()).add(document.id());
        }
        Map<ResultKind, Map<String, String>> homes = new HashMap<>();
        for (Map.Entry<ResultKind, List<String>> entry : ids.entrySet()) {
            homes.put(
                    entry.getKey(),
                    requireNonNull(destinations.get(entry.getKey())).homes(entry.getValue()));
        }
        return homes;
    }

    /** Gives up what was not flushed. */
    @Override
    public void close() {
        gathered.clear();
        gatheredBytes = 0;
    }

    /** Some of a batch is there, and some may be later. */
    private static final class LeftOver extends IOException {
        private static final long serialVersionUID = 1;

        private final transient List<BulkDocument> documents;

        LeftOver(List<BulkDocument> documents, String reason) {
            super(documents.size() + " documents, of the last one: " + reason);
            this.documents = documents;
        }
    }
}
