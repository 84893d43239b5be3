package io.execparity.dashboard.store;

import java.io.BufferedInputStream;
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

    /**
     * Whoever reads once and does not follow would take a part for the whole.
     *
     * @throws UnreadableResultsException where the file goes on behind what was read
     */
    void requireWhole() throws IOException {
        if (Files.exists(path) && Files.size(path) > offset) {
            throw UnreadableResultsException.cut(path, lines + 1);
        }
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
            WholeLines whole = new WholeLines(new BufferedInputStream(file, BUFFER));
            while (results.size() < most) {
                String line = next(whole);
                if (line == null) {
                    break;
                }
                offset += whole.length() + 1L;
                lines++;
                results.add(result(line));
            }
        }
        return results;
    }

    private @Nullable String next(WholeLines whole) throws IOException {
        try {
            return whole.next();
        } catch (IllegalArgumentException e) {
            throw unreadable(lines + 1, e);
        }
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
