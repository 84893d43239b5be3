package io.execparity.stream;

import static java.util.Objects.requireNonNull;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.collect.coalesce.CoalescerStatistics;
import io.execparity.collect.coalesce.HostCoalescers;
import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.ParseResult;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.parse.RejectReason;
import io.execparity.collect.parse.Rejected;
import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.LineHandler;
import io.execparity.collect.source.LogSource;
import io.execparity.collect.source.RawLine;
import io.execparity.collect.source.UnreadableSourceException;
import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.finding.Rule;
import io.execparity.stream.control.Suppressions;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.detection.ResultSink;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.StateRoom;
import io.execparity.stream.engine.Tables;
import io.execparity.stream.interpreter.InterpreterSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The way of the data, in one process: files to lines, lines to records, records to events, events to findings.
 *
 * <p>Reading, parsing and coalescing are one thread's work, correlating and telling another's: results come on that other
 * thread until {@link #finish}, and on the caller's from then on. Every stage knows the next one's input and nothing
 * else, and the Flink job is built from the same stages.
 */
public final class Analysis implements AutoCloseable {
    /** What a record keeps in memory beside its body. */
    private static final int RECORD_WEIGHT = 400;

    private final Settings settings;
    private final ResultSink results;
    private final Consumer<Rejected> onRejected;
    private final LineParser parser;
    private final HostCoalescers coalescers;
    private final Handover<StreamItem> events = new Handover<>("correlate", Analysis::weight, this::correlate);
    private final Map<String, HostCorrelation> hosts = new LinkedHashMap<>();
    private final StateRoom room = StateRoom.ofHeap();
    private LongConsumer onRecord = records -> {};
    private Consumer<StreamItem> onItem = item -> {};
    private long understood;
    private long rejected;

    /**
     * What a run is told.
     *
     * @param host the name for lines that name no host themselves
     * @param suppressions what the site does not want to hear of; looked at by one thread
     */
    public record Settings(
            String host,
            LineParser parser,
            CoalescerSettings coalescer,
            EngineSettings engine,
            BenignMemfdMakers makers,
            Suppressions suppressions) {
        public Settings {
            requireNonNull(host, "host is null");
            requireNonNull(parser, "parser is null");
            requireNonNull(coalescer, "coalescer is null");
            requireNonNull(engine, "engine is null");
            requireNonNull(makers, "makers is null");
            requireNonNull(suppressions, "suppressions is null");
        }

        /** Those of a site that suppresses nothing itself. */
        public Settings(
                String host,
                LineParser parser,
                CoalescerSettings coalescer,
                EngineSettings engine,
                BenignMemfdMakers makers) {
            this(host, parser, coalescer, engine, makers, Suppressions.none());
        }

        /** The same with interpreters that may become others. */
        public Settings knowing(InterpreterSource others) {
            return new Settings(host, parser, coalescer, engine.knowing(others), makers, suppressions);
        }

        /** The same for somebody who waits otherwise, such as for a stream that is followed as it comes. */
        public Settings waiting(CoalescerSettings other) {
            return new Settings(host, parser, other, engine, makers, suppressions);
        }
    }

    /**
     * @param results told of every finding, execution and check
     * @param onRejected told of every line that is no audit record
     */
    public Analysis(Settings settings, ResultSink results, Consumer<Rejected> onRejected) {
        this.settings = requireNonNull(settings, "settings is null");
        this.results = requireNonNull(results, "results is null");
        this.onRejected = requireNonNull(onRejected, "onRejected is null");
        this.parser = settings.parser();
        this.coalescers = new HostCoalescers(settings.coalescer(), events::put);
    }

    /** Has somebody told, now and then, how many records were understood so far. */
    public void onRecord(LongConsumer listener) {
        onRecord = requireNonNull(listener, "listener is null");
    }

    /** Has somebody told of every event, gap and boot before it is correlated. */
    public void onItem(Consumer<StreamItem> listener) {
        onItem = requireNonNull(listener, "listener is null");
    }

    /**
     * Reads every source in order, to its end.
     *
     * @throws UnreadableSourceException where a source cannot be read, or holds no audit record at all
     */
    public void read(AuditLogFiles files) throws UnreadableSourceException {
        for (LogSource source : files.sources()) {
            long before = understood;
            var content = source.read(new Lines());
            if (understood == before) {
                throw UnreadableSourceException.withoutRecords(source.name(), content);
            }
        }
    }

    /** Settles and tells everything: no more lines will come. */
    public void finish() {
        coalescers.flush();
        events.finish();
        hosts.values().forEach(HostCorrelation::finish);
    }

    private void take(RawLine line) {
        ParseResult result = parser.parse(line);
        if (result instanceof Parsed parsed) {
            String host = parsed.host().isEmpty() ? settings.host() : parsed.host();
            if (coalescers.accept(host, parsed.record())) {
                understood++;
                if ((understood & 0xFFF) == 0) {
                    onRecord.accept(understood);
                }
            } else {
                reject(Rejected.of(line, RejectReason.TOO_MANY_HOSTS));
            }
        } else if (result instanceof Rejected refused) {
            reject(refused);
        }
    }

    private void reject(Rejected line) {
        rejected++;
        onRejected.accept(line);
    }

    private static int weight(StreamItem item) {
        return item instanceof AuditEvent event
                ? RECORD_WEIGHT * (1 + event.records().size()) + event.bodyLength()
                : RECORD_WEIGHT;
    }

    private void correlate(StreamItem item) {
        onItem.accept(item);
        hosts.computeIfAbsent(
                        item.host(),
                        host -> new HostCorrelation(
                                host,
                                settings.engine(),
                                settings.makers(),
                                settings.suppressions(),
                                Tables.onHeap(room),
                                results))
                .accept(item);
    }

    /** Gives up what is not finished. */
    @Override
    public void close() {
        events.close();
    }

    /** Lines that became records. */
    public long understood() {
        return understood;
    }

    /** Lines that did not. Together with {@link #understood()} these are all lines. */
    public long rejected() {
        return rejected;
    }

    public CoalescerStatistics statistics() {
        return coalescers.statistics();
    }

    /** Those that had an event, in the order of their first. */
    public Set<String> hosts() {
        return Collections.unmodifiableSet(hosts.keySet());
    }

    /** How often each rule could not decide, over all hosts. */
    public Map<Rule, Long> undetermined() {
        Map<Rule, Long> sum = new EnumMap<>(Rule.class);
        hosts.values().forEach(host -> host.undetermined().forEach((rule, times) -> sum.merge(rule, times, Long::sum)));
        return sum;
    }

    /** Lines as a source hands them over; one that was cut short is judged like any other. */
    private final class Lines implements LineHandler {
        @Override
        public void line(RawLine line) {
            take(line);
        }

        @Override
        public void unfinished(RawLine line) {
            take(line);
        }

        @Override
        public void oversized(RawLine beginning, long fullLength) {
            reject(parser.oversized(beginning, fullLength));
        }
    }
}
