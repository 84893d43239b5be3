package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.Site;
import io.execparity.stream.engine.StateRoom;
import io.execparity.stream.engine.Tables;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient Analysis.Settings settings;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient CollectedResults results;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient Map<String, HostStream> hosts;

    private transient StateRoom room;

    HostFunction(Site site) {
        this.site = requireNonNull(site, "site is null");
    }

    @Override
    public void open(OpenContext context) throws IOException {
        settings = site.settings();
        results = new CollectedResults();
        hosts = new HashMap<>();
        room = StateRoom.ofHeap();
    }

    @Override
    public void processElement(HostLine line, Context context, Collector<EncodedResult> out) {
        results.to(out);
        String host = context.getCurrentKey();
        HostStream stream = hosts.get(host);
        if (stream == null) {
            stream = new HostStream(host, settings, Tables.onHeap(room), results);
            hosts.put(host, stream);
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
        ParseResult result = settings.parser().parse(line.raw());
        if (!(result instanceof Parsed parsed)) {
            throw new IllegalStateException(line.raw().origin() + " was a record a moment ago, and is none now");
        }
        stream.accept(parsed.record());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<EncodedResult> out) {
        results.to(out);
        HostStream stream = hosts.remove(context.getCurrentKey());
        if (stream != null) {
            stream.finish();
        }
    }

    /** How many hosts are not settled yet. */
    int unsettledHosts() {
        return hosts.size();
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
