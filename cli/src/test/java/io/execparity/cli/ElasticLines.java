package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.execparity.schema.codec.KeyedLine;
import io.execparity.schema.codec.SortKey;
import io.execparity.stream.EncodedResult;
import io.execparity.stream.ResultKind;
import io.execparity.stream.elastic.BulkWriter;
import io.execparity.stream.elastic.DeadLetter;
import io.execparity.stream.elastic.DeadLetters;
import io.execparity.stream.elastic.ElasticServer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Lines of result files, written to the search server as the job writes its results. */
final class ElasticLines {
    /** None may come. */
    private static final DeadLetters NONE = new DeadLetters() {
        @Override
        public void accept(DeadLetter letter) throws IOException {
            throw new IOException(letter.reason());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private ElasticLines() {}

    /** Whose a line is. */
    private static String host(String line) {
        return line.replaceFirst(".*\"host\":\\{\"name\":\"([^\"]*)\".*", "$1");
    }

    /** Returns when they can be found. */
    static void write(ElasticServer server, String kind, List<String> lines) throws IOException {
        ResultKind of = ResultKind.valueOf(kind.toUpperCase(Locale.ROOT));
        try (BulkWriter writer = new BulkWriter(server, NONE)) {
            for (String line : lines) {
                KeyedLine keyed = KeyedLine.of(
                        new SortKey(0, of == ResultKind.HOSTS ? host(line) : "host", 0, 0, ""), line.getBytes(UTF_8));
                writer.add(new EncodedResult(of, keyed));
            }
            writer.flush();
        }
        server.read("/execparity-*/_refresh", new byte[0]);
    }
}
