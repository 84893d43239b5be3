package io.execparity.stream.flink;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What Flink keeps of the host that is its current key, whichever that is. What every checkpoint writes is in one state:
 * RocksDB writes the files of each by themselves, one after the other.
 */
final class HostState {
    /** The state that only hosts have of which something may have to be told though nothing of them comes any more. */
    static final String UNFINISHED = "unfinished";

    private static final int PARTITION = 1;

    /** Begins no key of a table. */
    private static final int OWN = 15;

    private static final int OWN_PAGE = 1;

    private static final Bytes WAITING = own("waiting");
    private static final Bytes SENT = own("sent lines");

    private final MapState<Bytes, byte[]> known;
    private final KeyedStore store;
    private final ValueState<byte[]> readFrom;
    private final ValueState<byte[]> told;
    private final ValueState<byte[]> toldEarly;
    private final ValueState<byte[]> unfinished;
    /** Where earlier builds had what waits. */
    private final ValueState<byte[]> waitingBefore;
    /** Where earlier builds had what agents sent. */
    private final ValueState<byte[]> sentBefore;

    private final LongConsumer written;

    /** How an operator gets at its state. */
    interface Source {
        <S extends State> S of(StateDescriptor<S, ?> descriptor) throws Exception;
    }

    /**
     * What is known of a host beside what its engine and rules know.
     *
     * @param waiting what its coalescer knows, null where nothing was saved
     * @param pages what it saves by the page: those that changed, or all
     * @param from the partitions that its lines came from, null where they are saved already
     * @param sent what its agents sent
     * @param early what was told of it while it was silent, null where that is saved already
     */
    @SuppressWarnings("ArrayRecordComponent") // made for one checkpoint, handed on and never changed
    record Saved(
            byte @Nullable [] waiting,
            Map<Integer, byte[]> pages,
            @Nullable List<String> from,
            SentLines sent,
            @Nullable ToldEarly early) {
        Saved {
            from = from == null ? null : List.copyOf(from);
        }
    }

    /** @param written told of the bytes of all that is written */
    HostState(Source source, LongConsumer written) throws Exception {
        this.written = written;
        known = source.of(
                new MapStateDescriptor<>("known", new BytesSerializer(), BytePrimitiveArraySerializer.INSTANCE));
        store = new KeyedStore(known, HostState::isOwn, written);
        readFrom = source.of(value("read from"));
        told = source.of(value("host record"));
        toldEarly = source.of(value("told early"));
        unfinished = source.of(value(UNFINISHED));
        waitingBefore = source.of(value("waiting"));
        sentBefore = source.of(value("sent lines"));
    }

    private static Bytes own(String name) {
        StateWriter key = new StateWriter();
        key.text(OWN, name);
        return Bytes.view(key.toByteArray());
    }

    private static Bytes page(int number) {
        StateWriter key = new StateWriter();
        key.text(OWN, "page");
        key.number(OWN_PAGE, number, -1);
        return Bytes.view(key.toByteArray());
    }

    private static boolean isOwn(Bytes key) {
        return key.at(0) == WAITING.at(0);
    }

    private static ValueStateDescriptor<byte[]> value(String name) {
        return new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
    }

    /** What its engine and rules know. */
    StateStore known() {
        return store;
    }

    /** What its agents told of it, null where nothing. */
    byte @Nullable [] told() throws IOException {
        return told.value();
    }

    void tell(byte[] record) throws IOException {
        write(told, record);
    }

    /** Whether something may have to be told of it though nothing of it comes any more. */
    boolean isUnfinished() throws IOException {
        return unfinished.value() != null;
    }

    void setUnfinished(boolean is) throws IOException {
        if (is) {
            write(unfinished, new byte[0]);
        } else {
            unfinished.clear();
        }
    }

    Saved saved() throws IOException {
        byte[] lines = own(SENT, sentBefore);
        return new Saved(
                own(WAITING, waitingBefore),
                pages(),
                partitions(),
                lines == null ? new SentLines() : SentLines.restored(new StateReader(lines)),
                ToldEarly.restored(toldEarly.value()));
    }

    private Map<Integer, byte[]> pages() throws IOException {
        Map<Integer, byte[]> pages = new HashMap<>();
        try {
            byte[] content = known.get(page(0));
            while (content != null) {
                pages.put(pages.size(), content);
                content = known.get(page(pages.size()));
            }
        } catch (Exception e) { // whatever the backend throws
            throw new IOException("a host's state cannot be read", e);
        }
        return pages;
    }

    private byte @Nullable [] own(Bytes key, ValueState<byte[]> before) throws IOException {
        try {
            byte[] value = known.get(key);
            if (value == null && before.value() != null) {
                value = before.value();
                known.put(key, value);
                before.clear();
            }
            // Earlier builds wrote it empty where no audit record of the host ever came.
            return value == null || value.length == 0 ? null : value;
        } catch (Exception e) { // whatever the backend throws
            throw new IOException("a host's state cannot be read", e);
        }
    }

    private List<String> partitions() throws IOException {
        List<String> partitions = new ArrayList<>();
        byte[] saved = readFrom.value();
        if (saved != null) {
            StateReader in = new StateReader(saved);
            while (in.next()) {
                if (in.tag() == PARTITION) {
                    partitions.add(in.text());
                }
            }
        }
        return partitions;
    }

    void save(Saved host) throws IOException {
        if (host.waiting() != null) {
            store.put(WAITING, host.waiting());
        }
        host.pages().forEach((page, content) -> store.put(page(page), content));
        List<String> partitions = host.from();
        if (partitions != null) {
            StateWriter from = new StateWriter();
            partitions.forEach(partition -> from.text(PARTITION, partition));
            write(readFrom, from.toByteArray());
        }
        if (!host.sent().isEmpty()) {
            StateWriter lines = new StateWriter();
            host.sent().save(lines);
            store.put(SENT, lines.toByteArray());
        }
        if (host.early() != null) {
            save(host.early());
        }
    }

    private void save(ToldEarly early) throws IOException {
        if (early.isEmpty()) {
            toldEarly.clear();
        } else {
            StateWriter out = new StateWriter();
            early.save(out);
            write(toldEarly, out.toByteArray());
        }
    }

    private void write(ValueState<byte[]> to, byte[] value) throws IOException {
        to.update(value);
        written.accept(value.length);
    }

    void clear() {
        known.clear();
        readFrom.clear();
        told.clear();
        toldEarly.clear();
        unfinished.clear();
        waitingBefore.clear();
        sentBefore.clear();
    }
}
