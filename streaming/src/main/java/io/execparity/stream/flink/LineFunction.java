package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.Site;
import java.io.IOException;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which host a line is of, and which lines are no records. It counts the hosts that it lets through: where
 * their number is to be limited for the whole job, there must be only one of it.
 */
final class LineFunction extends ProcessFunction<ReadItem, HostItem> {
    private static final long serialVersionUID = 1;

    /** Lines that are no audit record. */
    static final OutputTag<EncodedResult> REJECTED = new OutputTag<>("rejected", WireType.ENCODED_RESULT);

    /** The accumulator that counts the lines that are. */
    static final String UNDERSTOOD = "understood";

    private static final byte[] NO_KEY = {};

    private final Site site;
    private final LongCounter understood = new LongCounter();

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient Analysis.Settings settings;

    /** Made with the first line, as only then is there somewhere to put what is rejected. */
    private transient @Nullable LineReading reading;

    private transient long understoodBefore;

    LineFunction(Site site) {
        this.site = requireNonNull(site, "site is null");
    }

    @Override
    public void open(OpenContext context) throws IOException {
        settings = site.settings();
        getRuntimeContext().addAccumulator(UNDERSTOOD, understood);
    }

    @Override
    public void processElement(ReadItem item, Context context, Collector<HostItem> out)
            throws UnreadableSourceException {
        if (item instanceof ReadLine line) {
            if (reading == null) {
                reading = new LineReading(
                        settings,
                        settings.coalescer().maxHosts(),
                        (reason, refused) -> context.output(REJECTED, refused));
            }
            if (reading.take(line.raw(), line.length(), NO_KEY, LineNumber.NONE, out::collect)) {
                understood.add(1);
            }
        } else if (item instanceof ReadEnd end) {
            if (understood.getLocalValuePrimitive() == understoodBefore) {
                throw UnreadableSourceException.withoutRecords(end.source(), end.content());
            }
            understoodBefore = understood.getLocalValuePrimitive();
        }
    }
}
