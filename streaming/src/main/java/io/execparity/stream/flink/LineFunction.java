package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.parse.RejectReason;
import io.execparity.collect.parse.Rejected;
import io.execparity.collect.source.RawLine;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.stream.Analysis;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultEncoder;
import io.execparity.stream.Site;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Finds out which host a line is of, and which lines are no records. It counts the hosts that it lets through: where
 * their number is to be limited for the whole job, there must be only one of it.
 */
final class LineFunction extends ProcessFunction<ReadItem, HostLine> {
    private static final long serialVersionUID = 1;

    /** Lines that are no audit record. */
    static final OutputTag<EncodedResult> REJECTED = new OutputTag<>("rejected", WireType.ENCODED_RESULT);

    /** The accumulator that counts the lines that are. */
    static final String UNDERSTOOD = "understood";

    private final Site site;
    private final LongCounter understood = new LongCounter();

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient Analysis.Settings settings;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient ResultEncoder encoder;

    @SuppressWarnings("NullAway.Init") // open() sets it
    private transient Set<String> hosts;

    private transient long understoodBefore;

    LineFunction(Site site) {
        this.site = requireNonNull(site, "site is null");
    }

    @Override
    public void open(OpenContext context) throws IOException {
        settings = site.settings();
        encoder = new ResultEncoder();
        hosts = new HashSet<>();
        getRuntimeContext().addAccumulator(UNDERSTOOD, understood);
    }

    @Override
    public void processElement(ReadItem item, Context context, Collector<HostLine> out)
            throws UnreadableSourceException {
        if (item instanceof ReadLine line) {
            take(line, context, out);
        } else if (item instanceof ReadEnd end) {
            if (understood.getLocalValuePrimitive() == understoodBefore) {
                throw UnreadableSourceException.withoutRecords(end.source(), end.content());
            }
            understoodBefore = understood.getLocalValuePrimitive();
        }
    }

    private void take(ReadLine line, Context context, Collector<HostLine> out) {
        RawLine raw = line.raw();
        LineParser parser = settings.parser();
        ParseResult result = line.whole() ? parser.parse(raw) : parser.oversized(raw, line.length());
        if (result instanceof Parsed parsed) {
            String host = parsed.host().isEmpty() ? settings.host() : parsed.host();
            if (admits(host)) {
                understood.add(1);
                out.collect(new HostLine(host, line.source(), line.offset(), line.bytes()));
            } else {
                context.output(REJECTED, encoder.rejected(Rejected.of(raw, RejectReason.TOO_MANY_HOSTS)));
            }
        } else if (result instanceof Rejected refused) {
            context.output(REJECTED, encoder.rejected(refused));
        }
    }

    private boolean admits(String host) {
        return hosts.contains(host) || hosts.size() < settings.coalescer().maxHosts() && hosts.add(host);
    }
}
