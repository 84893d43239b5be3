package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.Site;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The way of the data as a job: the stages of {@link io.execparity.stream.Analysis}, those behind the host's name in
 * parallel. Source and sink are the caller's.
 *
 * <p>The answer does not depend on the parallelism: one reader keeps the order of the lines, and all lines of a host take
 * the same way.
 */
public final class Pipeline {
    private final Source<ReadItem, ?, ?> source;
    private final Site site;
    private final Sink<EncodedResult> sink;

    /** @param sink will have one writer */
    public Pipeline(Source<ReadItem, ?, ?> source, Site site, Sink<EncodedResult> sink) {
        this.source = requireNonNull(source, "source is null");
        this.site = requireNonNull(site, "site is null");
        this.sink = requireNonNull(sink, "sink is null");
    }

    /**
     * Adds the job to an environment.
     *
     * @throws IllegalArgumentException where that takes checkpoints, which the source and the sink of files have no part in
     */
    public void build(StreamExecutionEnvironment environment) {
        if (environment.getCheckpointConfig().isCheckpointingEnabled()) {
            throw new IllegalArgumentException("the bounded job takes no checkpoints");
        }
        DataStream<ReadItem> read = environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "read lines", WireType.READ_ITEM)
                .setParallelism(1);
        SingleOutputStreamOperator<HostItem> lines = read.process(
                        new LineFunction(site.withoutLists()), WireType.HOST_ITEM)
                .name("find hosts")
                .setParallelism(1);
        DataStream<EncodedResult> rejected = lines.getSideOutput(LineFunction.REJECTED);
        DataStream<EncodedResult> results = lines.keyBy(HostItem::host, Types.STRING)
                .transform("correlate each host", WireType.ENCODED_RESULT, new HostOperator(site))
                .uid("correlate each host");
        results.union(rejected).sinkTo(sink).name("write results").setParallelism(1);
    }
}
