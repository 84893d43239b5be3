package io.execparity.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file of JSON lines, and how far it was read. A line without an end is left until it has one. */
final class ResultFile {
    /** Longer than any line of ours: 257 stamps and arguments of 4,096 characters at most. */
    private static final int LONGEST_LINE = 8 << 20;

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final Results kind;
    private long offset;
    private long lines;
    private @Nullable Object identity;

    ResultFile(Path path, Results kind) {
        this.path = path;
        this.kind = kind;
    }

    Results kind() {
        return kind;
    }

    /** Whether it is another file than the one that was read, or became shorter. */
    boolean wasReplaced() throws IOException {
        if (offset == 0 || !Files.exists(path)) {
            return offset > 0;
        }
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        return now.size() < offset || identity != null && !identity.equals(now.fileKey());
    }

    /** To read it from its beginning. */
    void rewind() {
        offset = 0;
        lines = 0;
    }

    /** At most so many results that were not read yet. */
    List<IndexedResult> next(int most) throws IOException {
        List<IndexedResult> results = new ArrayList<>();
        if (!Files.exists(path) || Files.size(path) <= offset) {
            return results;
        }
        identity = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        try (InputStream file = Files.newInputStream(path)) {
            file.skipNBytes(offset);
            InputStream in = new BufferedInputStream(file, BUFFER);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0 && results.size() < most; b = in.read()) {
                if (b != '\n') {
                    append(line, b);
                    continue;
                }
                offset += line.size() + 1L;
                lines++;
                results.add(result(line.toString(UTF_8)));
                line.reset();
                if (results.size() == most) {
                    break;
                }
            }
        }
        return results;
    }

    private void append(ByteArrayOutputStream line, int b) throws UnreadableResultsException {
        if (line.size() >= LONGEST_LINE) {
            throw unreadable(lines + 1, new IllegalArgumentException("longer than any line of results"));
        }
        line.write(b);
    }

    private IndexedResult result(String line) throws UnreadableResultsException {
        try {
            return IndexedResult.of(kind, line);
        } catch (IllegalArgumentException e) {
            throw unreadable(lines, e);
        }
    }

    private UnreadableResultsException unreadable(long line, IllegalArgumentException e) {
        return new UnreadableResultsException(path + ":" + line + ": " + e.getMessage(), e);
    }
}
