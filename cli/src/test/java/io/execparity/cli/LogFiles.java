package io.execparity.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Logs made of the corpus's lines. */
final class LogFiles {
    /** The beginning of a boot, in which nothing happens that concerns anybody. */
    static final int CLEAN_LINES = 80;

    private LogFiles() {}

    static Path clean(Path file) throws IOException {
        return write(file, Corpora.lines(Corpora.RAW).subList(0, CLEAN_LINES));
    }

    /** Compressed where the name ends in {@code .gz}. */
    static Path write(Path file, List<byte[]> lines) throws IOException {
        try (OutputStream plain = Files.newOutputStream(file);
                OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
            for (byte[] line : lines) {
                out.write(line);
                out.write('\n');
            }
        }
        return file;
    }
}
