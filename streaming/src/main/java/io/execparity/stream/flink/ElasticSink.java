package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.elastic.BulkWriter;
import io.execparity.stream.elastic.DeadLetter;
import io.execparity.stream.elastic.DeadLetters;
import io.execparity.stream.elastic.ElasticServer;
import io.execparity.stream.elastic.ElasticSettings;
import io.execparity.stream.flink.metrics.JobMetric;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;

/**
 * Writes a job's results to the search server. A checkpoint waits until everything before it is acknowledged; what is
 * written again after a failure takes the place of what was there, so each result is there once. The indices have to be
 * installed, and one host's results have to come to one writer.
 */
public final class ElasticSink implements Sink<EncodedResult> {
    private static final long serialVersionUID = 1;

    private final ElasticSettings settings;
    private final DeadLetters.Factory deadLetters;

    public ElasticSink(ElasticSettings settings, DeadLetters.Factory deadLetters) {
        this.settings = requireNonNull(settings, "settings is null");
        this.deadLetters = requireNonNull(deadLetters, "deadLetters is null");
    }

    @Override
    public SinkWriter<EncodedResult> createWriter(WriterInitContext context) throws IOException {
        DeadLetters letters = new Counted(deadLetters.open(), JobMetric.DEAD_LETTERS.counter(context.metricGroup()));
        ElasticServer server = new ElasticServer(settings);
        try {
            return new Writer(server, letters, new BulkWriter(server, letters));
        } catch (IOException | RuntimeException e) {
            try (letters;
                    server) {
                throw e;
            }
        }
    }

    private record Counted(DeadLetters letters, Counter counter) implements DeadLetters {
        @Override
        public void accept(DeadLetter letter) throws IOException {
            letters.accept(letter);
            counter.inc();
        }

        @Override
        public void flush() throws IOException {
            letters.flush();
        }

        @Override
        public void close() throws IOException {
            letters.close();
        }
    }

    private record Writer(ElasticServer server, DeadLetters letters, BulkWriter bulk)
            implements SinkWriter<EncodedResult> {
        @Override
        public void write(EncodedResult result, Context context) throws IOException {
            bulk.add(result);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            bulk.flush();
        }

        @Override
        public void close() throws IOException {
            try (letters;
                    server) {
                bulk.close();
            }
        }
    }
}
