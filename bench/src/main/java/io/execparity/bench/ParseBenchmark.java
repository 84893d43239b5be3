package io.execparity.bench;

import io.execparity.collect.parse.LineParser;
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

/** Lines to records, nothing else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParseBenchmark {
    private final LineParser parser = new LineParser();
    private List<RawLine> lines = List.of();

    @Setup
    public void readCorpus() throws IOException {
        lines = Corpus.lines(Corpus.ENRICHED);
    }

    @Benchmark
    public void parse(RecordCount count, Blackhole hole) {
        for (RawLine line : lines) {
            hole.consume(parser.parse(line));
        }
        count.records += lines.size();
    }
}
