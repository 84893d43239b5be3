package io.execparity.bench;

import io.execparity.collect.source.RawLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The lines of a log of the corpus, in memory: one array as a reader's buffer would hold them, and a view of each. */
final class Corpus {
    /** The log that every benchmark reads, from the root of the checkout. */
    static final Path ENRICHED = Path.of("corpus", "linux-7.2-enriched", "audit.log.gz");

    private Corpus() {}

    static List<RawLine> lines(Path gzip) throws IOException {
        byte[] log = decompressed(gzip);
        List<RawLine> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < log.length; i++) {
            if (log[i] == '\n') {
                lines.add(new RawLine(gzip.toString(), start, log, start, i - start));
                start = i + 1;
            }
        }
        return lines;
    }

    private static byte[] decompressed(Path gzip) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
            in.transferTo(log);
        }
        return log.toByteArray();
    }
}
