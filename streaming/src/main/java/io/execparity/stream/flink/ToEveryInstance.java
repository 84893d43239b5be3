package io.execparity.stream.flink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Sends each control record to every operator instance that correlates, in the order of its partition. */
final class ToEveryInstance extends RichFlatMapFunction<HostItem, HostItem> {
    private static final long serialVersionUID = 1;

    private transient String[] ways = {};

    @Override
    public void open(OpenContext context) {
        ways = Ways.of(getRuntimeContext().getTaskInfo());
    }

    @Override
    public void flatMap(HostItem item, Collector<HostItem> out) {
        if (item instanceof HostControl control) {
            for (String way : ways) {
                out.collect(control.on(way));
            }
        }
    }
}
