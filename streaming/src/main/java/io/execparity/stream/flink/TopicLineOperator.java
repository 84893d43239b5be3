package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.parse.Envelope;
import io.execparity.collect.source.RawLine;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.Site;
import io.execparity.stream.live.LiveConfig.Topics;
import io.execparity.stream.live.ReferenceFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.io.network.api.writer.ResultPartitionWriter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which host a topic's line is of, which lines are no records, and when a partition was read to its end.
 *
 * <p>After a restart any instance gets any place in a partition, since nobody says which of them will read it. As long as
 * nothing came behind that place it tells the truth; then it is dropped, and whoever reads the partition has one.
 */
final class TopicLineOperator extends AbstractStreamOperator<HostItem>
        implements OneInputStreamOperator<TopicLine, HostItem> {
    private static final long serialVersionUID = 1;

    /** Lines that are no audit record. */
    static final OutputTag<EncodedResult> REJECTED = new OutputTag<>("rejected", WireType.ENCODED_RESULT);

    /** More names would be invented ones; they take some 10 MB. */
    private static final int MOST_HOSTS = 100_000;

    private static final long TICK_MILLIS = 50;

    private final Site site;
    private final Topics topics;
    private final Map<String, String> client;
    private final @Nullable ReferenceFiles reference;
    private final LongCounter understood = new LongCounter();

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient LineReading reading;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient EntryReading entries;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient Map<String, Boolean> named;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient LineMetrics numbers;

    @SuppressWarnings("NullAway.Init") // initializeState() sets it
    private transient ReadProgress progress;

    @SuppressWarnings("NullAway.Init") // initializeState() sets it
    private transient ListState<byte[]> places;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient TopicEnds ends;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient String[] ways;

    /**
     * @param client how to reach Kafka
     * @param reference what entries of measurement lists are held against, null for nothing
     */
    TopicLineOperator(Site site, Topics topics, Map<String, String> client, @Nullable ReferenceFiles reference) {
        this.reference = reference;
        this.site = requireNonNull(site, "site is null");
        this.topics = requireNonNull(topics, "topics is null");
        this.client = Map.copyOf(client);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        progress = new ReadProgress();
        places = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("places", BytePrimitiveArraySerializer.INSTANCE));
        for (byte[] place : places.get()) {
            progress.restore(place);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        numbers = new LineMetrics(getMetricGroup());
        reading = new LineReading(site.settings(), MOST_HOSTS, (reason, rejected) -> {
            numbers.rejected(reason);
            output.collect(REJECTED, new StreamRecord<>(rejected));
        });
        entries = new EntryReading(reference);
        named = new HashMap<>();
        ways = Ways.of(getRuntimeContext().getTaskInfo());
        getRuntimeContext().addAccumulator(LineFunction.UNDERSTOOD, understood);
        ends = new TopicEnds(client);
        ends.watch(progress.partitions());
        tickLater();
    }

    @Override
    public void processElement(StreamRecord<TopicLine> element) {
        TopicLine line = element.getValue();
        if (!named.computeIfAbsent(line.partition(), this::isNamed)) {
            return;
        }
        numbers.line();
        if (line.isOf(topics.messages())) {
            reading.takeMessage(line.partition(), line.offset(), line.number(), line.line(), this::handOn);
            return;
        }
        if (topics.ima() != null && line.isOf(topics.ima())) {
            reading.takeEntry(line, entries, this::handOn);
            return;
        }
        if (progress.read(line.partition(), line.offset())) {
            ends.watch(progress.partitions());
        }
        if (topics.flags() != null && line.isOf(topics.flags())) {
            reading.takeTrace(line, this::handOn);
            return;
        }
        Optional<Envelope> envelope = Envelope.of(line.line());
        byte[] content = envelope.map(Envelope::line).orElse(line.line());
        byte[] sender =
                envelope.map(Envelope::host).filter(host -> host.length > 0).orElse(line.key());
        RawLine raw = RawLine.of(line.partition(), line.offset(), content);
        reading.take(raw, raw.length(), sender, line.number(), this::handOn);
    }

    /** A reader that goes on from a checkpoint reads what it read then, also topics that the file does not name any more. */
    private boolean isNamed(String partition) {
        return topics.read().contains(partition.substring(0, partition.lastIndexOf('/')));
    }

    private void handOn(HostItem item) {
        if (item instanceof HostLine) {
            understood.add(1);
        }
        output.collect(new StreamRecord<>(item));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a timer that fails fails the task
    private void tickLater() {
        long next = getProcessingTimeService().getCurrentProcessingTime() + TICK_MILLIS;
        getProcessingTimeService().registerTimer(next, time -> tick());
    }

    private void tick() {
        for (TopicEnds.Answer answer = ends.poll(); answer != null; answer = ends.poll()) {
            progress.answered(answer);
        }
        progress.lags(numbers::lag);
        if (isHeldUp()) {
            progress.heldUp();
            tickLater();
            return;
        }
        progress.tell((partition, millis, until) -> {
            for (String way : ways) {
                output.collect(new StreamRecord<>(new ReadMark(way, partition, millis, until)));
            }
        });
        tickLater();
    }

    /** Whether those behind take nothing more, so that lines that are at hand cannot be handed on. */
    private boolean isHeldUp() {
        for (ResultPartitionWriter writer : getContainingTask().getEnvironment().getAllWriters()) {
            if (!writer.isAvailable()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        places.clear();
        for (byte[] place : progress.save()) {
            places.add(place);
        }
    }

    @Override
    public void close() throws Exception {
        if (ends != null) {
            ends.close();
        }
        super.close();
    }
}
