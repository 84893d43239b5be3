package io.execparity.stream.flink;

import static java.util.Objects.requireNonNull;

import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import io.execparity.stream.elastic.Backfill;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Adds what a job in this process finds to a backfill, but for what has one document a host and no generations. */
final class BackfillSink implements Sink<EncodedResult>, AutoCloseable {
    private static final long serialVersionUID = 1;

    /** Writers are made from a copy of the sink that was bytes in between. */
    private static final Map<String, Backfill> OPEN = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();

    BackfillSink(Backfill backfill) {
        OPEN.put(name, backfill);
    }

    @Override
    public SinkWriter<EncodedResult> createWriter(WriterInitContext context) {
        return new Writer(requireNonNull(OPEN.get(name), "the backfill is over"));
    }

    @Override
    public void close() {
        OPEN.remove(name);
    }

    private record Writer(Backfill backfill) implements SinkWriter<EncodedResult> {
        @Override
        public void write(EncodedResult result, Context context) throws IOException {
            if (result.kind() == ResultKind.HOSTS) {
                return;
            }
            try {
                backfill.add(result);
            } catch (IOException e) {
                throw new UnwritableResultsException(e);
            }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
