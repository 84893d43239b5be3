package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.EncodingSink;
import io.execparity.stream.Site;
import io.execparity.stream.engine.StateRoom;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * From one host's lines to its results. Each host settles when the final watermark says that no line will come any more.
 *
 * <p>What is known of the hosts lives on the heap, beside Flink's state, which is why the job refuses checkpoints.
 */
final class HostFunction extends KeyedProcessFunction<String, HostLine, EncodedResult> implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final Site site;
    private final LossCounters losses = new LossCounters();

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient LineParser parser;

    @SuppressWarnings("NullAway.Init") // whoever calls for results sets it
    private transient Collector<EncodedResult> results;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient HostStreams streams;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient Set<String> unsettled;

    HostFunction(Site site) {
        this.site = requireNonNull(site, "site is null");
    }

    @Override
    public void open(OpenContext context) throws IOException {
        Analysis.Settings settings = site.settings();
        // The instances of a local job are on one heap.
        StateRoom room = StateRoom.ofHeap(getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
        parser = settings.parser();
        streams = new HostStreams(settings, room, new EncodingSink(result -> results.collect(result)), losses::item);
        unsettled = new HashSet<>();
        losses.register(getRuntimeContext());
    }

    @Override
    public void processElement(HostLine line, Context context, Collector<EncodedResult> out) {
        results = out;
        String host = context.getCurrentKey();
        if (unsettled.add(host)) {
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
        ParseResult result = parser.parse(line.raw());
        if (!(result instanceof Parsed parsed)) {
            throw new IllegalStateException(line.raw().origin() + " was a record a moment ago, and is none now");
        }
        streams.accept(host, parsed.record());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<EncodedResult> out) {
        results = out;
        String host = context.getCurrentKey();
        streams.end(host);
        unsettled.remove(host);
    }

    /** How many hosts are not settled yet. */
    int unsettledHosts() {
        return unsettled.size();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        if (context.isRestored()) {
            throw Bounded.noCheckpoint();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        throw Bounded.noCheckpoint();
    }
}
