package io.execparity.bench;

import io.execparity.collect.coalesce.CoalescerSettings;
import io.execparity.collect.coalesce.HostCoalescers;
import io.execparity.collect.parse.LineParser;
import io.execparity.collect.parse.Parsed;
import io.execparity.collect.source.RawLine;
import java.io.IOException;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/** Lines to events: parsing and putting together, with a coalescer that has seen nothing before each pass. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CoalesceBenchmark {
    private final LineParser parser = new LineParser();
    private List<RawLine> lines = List.of();

    @Setup
    public void readCorpus() throws IOException {
        lines = Corpus.lines(Corpus.ENRICHED);
    }

    @Benchmark
    public void parseAndCoalesce(RecordCount count, Blackhole hole) {
        HostCoalescers hosts = new HostCoalescers(CoalescerSettings.defaults(), hole::consume);
        for (RawLine line : lines) {
            if (parser.parse(line) instanceof Parsed parsed) {
                hosts.accept(parsed.host(), parsed.record());
                count.records++;
            }
        }
        hosts.flush();
    }
}
