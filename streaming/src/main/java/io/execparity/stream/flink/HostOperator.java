package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import io.execparity.schema.text.TerminalText;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.EncodingSink;
import io.execparity.stream.Site;
import io.execparity.stream.engine.StateRoom;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * From one host's lines to its results. Each host settles when the final watermark says that no line will come any more.
 *
 * <p>What is known of the hosts is on the heap. A checkpoint writes what changed of it to Flink's keyed state, and puts
 * hosts away of which nothing came since the checkpoint before; they are taken out of the state again when something
 * comes. It is an operator and no function since only an operator may name the key whose state it writes.
 */
final class HostOperator extends AbstractStreamOperator<EncodedResult>
        implements OneInputStreamOperator<HostLine, EncodedResult>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1;

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final Site site;
    private final LossCounters losses = new LossCounters();

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient LineParser parser;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient HostStreams streams;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient InternalTimerService<VoidNamespace> timers;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient MapState<Bytes, byte[]> known;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ValueState<byte[]> waiting;

    HostOperator(Site site) {
        this.site = requireNonNull(site, "site is null");
    }

    @Override
    public void open() throws Exception {
        super.open();
        Analysis.Settings settings = site.settings();
        // The instances of a local job are on one heap.
        StateRoom room = StateRoom.ofHeap(getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
        parser = settings.parser();
        EncodingSink sink = new EncodingSink(result -> output.collect(new StreamRecord<>(result)));
        streams = new HostStreams(settings, room, sink, losses::item);
        losses.register(getRuntimeContext());
        timers = getInternalTimerService("end of input", VoidNamespaceSerializer.INSTANCE, this);
        known = getPartitionedState(
                new MapStateDescriptor<>("known", new BytesSerializer(), BytePrimitiveArraySerializer.INSTANCE));
        waiting = getPartitionedState(new ValueStateDescriptor<>("waiting", BytePrimitiveArraySerializer.INSTANCE));
    }

    @Override
    public void processElement(StreamRecord<HostLine> element) throws Exception {
        HostLine line = element.getValue();
        if (!streams.isAtHand(line.host())) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, END_OF_INPUT);
            takeOut(line.host());
        }
        ParseResult result = parser.parse(line.raw());
        if (!(result instanceof Parsed parsed)) {
            throw new IllegalStateException(line.raw().origin() + " was a record a moment ago, and is none now");
        }
        streams.accept(line.host(), parsed.record());
    }

    /** Sees to it that the host of the current key is at hand. */
    private void takeOut(String host) throws IOException {
        if (streams.isAtHand(host)) {
            return;
        }
        try {
            streams.take(host, new KeyedStore(known), waiting.value());
        } catch (UnreadableStateException e) {
            throw new IOException(
                    "The saved state of host " + TerminalText.UNICODE.of(host) + " is of no use: " + e.getMessage(), e);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        takeOut(timer.getKey());
        streams.end(timer.getKey());
        known.clear();
        waiting.clear();
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("nobody asked for a timer in processing time");
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        List<String> idle = streams.hosts(true);
        for (String host : streams.hosts(false)) {
            setCurrentKey(host);
            waiting.update(streams.save(host));
        }
        idle.forEach(streams::putAway);
        super.snapshotState(context);
    }

    /** How many hosts are at hand. */
    int hostsAtHand() {
        return streams.hostsAtHand();
    }
}
