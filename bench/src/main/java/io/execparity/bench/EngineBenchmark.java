package io.execparity.bench;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.collect.coalesce.EventCoalescer;
import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.source.RawLine;
import io.execparity.schema.event.AuditEvent;
import io.execparity.schema.event.StreamItem;
import io.execparity.schema.execution.Check;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.MemfdCall;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.SuppressedFinding;
import io.execparity.stream.HostCorrelation;
import io.execparity.stream.detection.BenignMemfdMakers;
import io.execparity.stream.detection.ResultSink;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.Tables;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Events to findings: one host's correlation over events made beforehand, results counted and dropped. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {
    private static final String HOST = "localhost";

    private final EngineSettings settings =
            new EngineSettings(InterpreterCatalogue.bundled(), Set.of(), -1, Set.of(), null);
    private final BenignMemfdMakers makers = BenignMemfdMakers.bundled();
    private final List<StreamItem> items = new ArrayList<>();
    private int records;

    @Setup
    public void readCorpus() throws IOException {
        LineParser parser = new LineParser();
        EventCoalescer coalescer = new EventCoalescer(HOST, CoalescerSettings.defaults(), items::add);
        for (RawLine line : Corpus.lines(Corpus.ENRICHED)) {
            if (parser.parse(line) instanceof Parsed parsed) {
                coalescer.accept(parsed.record());
            }
        }
        coalescer.flush();
        for (StreamItem item : items) {
            records += item instanceof AuditEvent event ? event.records().size() : 0;
        }
    }

    @Benchmark
    public long correlate(RecordCount count) {
        CountingSink sink = new CountingSink();
        HostCorrelation correlation = new HostCorrelation(HOST, settings, makers, Tables.onHeap(), sink);
        for (StreamItem item : items) {
            correlation.accept(item);
        }
        correlation.finish();
        count.records += records;
        return sink.results;
    }

    /** Keeps nothing but how many results there were. */
    private static final class CountingSink implements ResultSink {
        private long results;

        @Override
        public void finding(Finding finding) {
            results++;
        }

        @Override
        public void execution(Execution execution) {
            results++;
        }

        @Override
        public void check(Check check) {
            results++;
        }

        @Override
        public void memfd(MemfdCall call) {
            results++;
        }

        @Override
        public void suppressed(SuppressedFinding suppressed) {
            results++;
        }
    }
}
