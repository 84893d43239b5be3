package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.TerminalText;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.Site;
import io.execparity.stream.control.ControlState;
import io.execparity.stream.engine.StateRoom;
import io.execparity.stream.engine.TracedCall;
import io.execparity.stream.live.LiveConfig.Pace;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * From one host's lines to its results. Each host settles when the final watermark says that no line will come any more.
 * Where hosts are followed as they come, time goes by for them too, told by marks between the lines, and what is told
 * early is told again as it grows.
 *
 * <p>What is known of the hosts is on the heap. A checkpoint writes what changed of it to Flink's keyed state, and puts
 * hosts away of which nothing came for a while; they are taken out of the state again when something comes. It is an
 * operator and no function since only an operator may name the key whose state it writes.
 */
final class HostOperator extends AbstractStreamOperator<EncodedResult>
        implements OneInputStreamOperator<HostItem, EncodedResult>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1;

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private static final MapStateDescriptor<String, byte[]> CONTROL =
            new MapStateDescriptor<>("control", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

    private final Site site;
    private final @Nullable Pace pace;
    private final @Nullable ControlBeginning beginning;
    private final LossCounters losses = new LossCounters();
    private final HostTimes times = new HostTimes();

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient LineParser parser;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient HostStreams streams;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient InternalTimerService<VoidNamespace> timers;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient HostState state;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient AgentMessages messages;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient HostMetrics numbers;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient GatheredLines lines;

    private transient long rollUpsTold;

    /** Null where no topic says anything. */
    private transient @Nullable ControlFeed control;

    /** Of a bounded input. */
    HostOperator(Site site) {
        this(site, null, null);
    }

    /**
     * @param pace of what is told where hosts are followed as they come, null for a bounded input
     * @param beginning of the control topic, null where there is none
     */
    HostOperator(Site site, @Nullable Pace pace, @Nullable ControlBeginning beginning) {
        this.site = requireNonNull(site, "site is null");
        this.pace = pace;
        this.beginning = beginning;
    }

    @Override
    public void open() throws Exception {
        super.open();
        Analysis.Settings settings =
                pace == null ? site.settings() : site.settings().waiting(pace.coalescer());
        if (beginning != null) {
            settings = controlled(settings, beginning);
        }
        // The instances of a local job are on one heap.
        int instances = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        StateRoom room = StateRoom.ofHeap(instances);
        lines = GatheredLines.ofHeap(instances);
        parser = settings.parser();
        numbers = new HostMetrics(getMetricGroup());
        streams = new HostStreams(settings, pace != null, room, numbers, this::tell, this::count);
        losses.register(getRuntimeContext());
        if (pace == null) {
            getRuntimeContext().addAccumulator(HostTimes.NAME, times);
        }
        timers = getInternalTimerService("end of input", VoidNamespaceSerializer.INSTANCE, this);
        state = new HostState(this::getPartitionedState, numbers::written);
        messages = new AgentMessages(state, streams, this::tell);
        if (pace != null) {
            takeOutUnfinished();
        }
    }

    /** The settings with what the control topic says, now and from now on. */
    private Analysis.Settings controlled(Analysis.Settings settings, ControlBeginning begun) throws Exception {
        ControlState state = new ControlState(settings.engine().interpreters().at(0), settings.suppressions());
        boolean tells = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        control = new ControlFeed(state, getOperatorStateBackend().getBroadcastState(CONTROL), refused -> {
            if (tells) {
                tell(refused);
            }
        });
        control.begin(begun);
        return settings.knowing(state);
    }

    /** Set where it matters: for lines when they are taken, and for others only once the lines before them were. */
    @Override
    public void setKeyContextElement(StreamRecord<HostItem> element) {}

    /**
     * Lines are gathered, to be taken before whatever comes of their host behind them. Where all lines were read that there
     * are, marks come several times a second; where they were not, a checkpoint is what lines wait for at most.
     */
    @Override
    public void processElement(StreamRecord<HostItem> element) throws Exception {
        HostItem item = element.getValue();
        if (item instanceof HostLine line) {
            lines.add(line);
            if (lines.areMany()) {
                takeLines();
            }
        } else if (item instanceof ReadMark mark) {
            takeLines();
            streams.advance(mark);
        } else if (item instanceof HostControl record) {
            takeLines();
            if (control != null) {
                control.take(record);
            }
        } else {
            lines.takeAll(item.host(), this::take);
            setKeyContextElement1(element);
            begin(item.host());
            takeBeside(item);
        }
    }

    /** Takes what is no line of a host that is at hand. */
    private void takeBeside(HostItem item) throws IOException {
        if (item instanceof HostNote note) {
            messages.take(note);
        } else if (item instanceof HostTrace trace) {
            TracedCall.parse(trace.line()).ifPresent(call -> streams.traced(trace, call));
        } else if (item instanceof HostEntry entry) {
            streams.listed(entry);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        takeLines();
        super.processWatermark(mark);
    }

    @Override
    public void finish() throws Exception {
        takeLines();
        super.finish();
    }

    private void tell(EncodedResult result) {
        output.collect(new StreamRecord<>(result));
    }

    private void takeLines() throws Exception {
        lines.takeAll(this::take);
    }

    private void count(StreamItem item) {
        losses.item(item);
        if (pace == null) {
            times.add(item);
        }
    }

    private void begin(String host) throws IOException {
        if (!streams.isAtHand(host)) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, END_OF_INPUT);
            takeOut(host);
        }
    }

    private void take(HostLine line) throws Exception {
        if (!streams.isAtHand(line.host())) {
            setCurrentKey(line.host());
            begin(line.host());
        }
        ParseResult result = parser.parse(line.raw());
        if (!(result instanceof Parsed parsed)) {
            throw new IllegalStateException(line.raw().origin() + " was a record a moment ago, and is none now");
        }
        streams.accept(line.host(), line.source(), line.number(), parsed.record());
    }

    /** Sees to it that the host of the current key is at hand. */
    private void takeOut(String host) throws IOException {
        if (streams.isAtHand(host)) {
            return;
        }
        try {
            streams.take(host, state.known(), state.saved());
            if (state.isUnfinished()) {
                streams.noteUnfinished(host);
            }
        } catch (UnreadableStateException e) {
            throw new IOException(
                    "The saved state of host " + TerminalText.UNICODE.of(host) + " is of no use: " + e.getMessage(), e);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        takeOut(timer.getKey());
        streams.end(timer.getKey());
        state.clear();
    }

    /** After a restart, hosts are taken out that may have something to tell though nothing comes. */
    private void takeOutUnfinished() throws IOException {
        List<String> hosts;
        try (Stream<String> keys =
                this.<String>getKeyedStateBackend().getKeys(HostState.UNFINISHED, VoidNamespace.INSTANCE)) {
            hosts = keys.sorted().toList();
        }
        for (String host : hosts) {
            setCurrentKey(host);
            takeOut(host);
        }
    }

    /** The same, as earlier builds wrote it down. */
    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        takeOut(timer.getKey());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        takeLines();
        long now = getProcessingTimeService().getCurrentProcessingTime();
        // Whatever is told can be read when a checkpoint is done, so that it need not be told in between.
        if (pace != null && now - rollUpsTold >= pace.rollUps().toMillis()) {
            rollUpsTold = now;
            streams.tellRollUps();
        }
        streams.tellMissing();
        if (pace != null) {
            streams.tellSilent(host -> {
                setCurrentKey(host);
                return state.known();
            });
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        if (!lines.isEmpty()) {
            throw new IllegalStateException("lines that came before a checkpoint's barrier were not taken before it");
        }
        streams.measure();
        if (control != null) {
            control.save();
        }
        long now = getProcessingTimeService().getCurrentProcessingTime();
        List<String> idle = streams.idle(now);
        for (String host : streams.unsaved()) {
            setCurrentKey(host);
            state.save(streams.save(host, now));
        }
        for (String host : idle) {
            if (streams.isNotedUnfinished(host)) {
                setCurrentKey(host);
                state.setUnfinished(false);
            }
            streams.putAway(host);
        }
        for (String host : streams.newlyUnfinished()) {
            setCurrentKey(host);
            state.setUnfinished(true);
            streams.noteUnfinished(host);
        }
        super.snapshotState(context);
    }

    /** How many hosts are at hand. */
    int hostsAtHand() {
        return streams.hostsAtHand();
    }
}
