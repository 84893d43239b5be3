package io.execparity.collect;

import io.execparity.collect.source.AuditLogFiles;
import io.execparity.collect.source.LineHandler;
import io.execparity.collect.source.LogSource;
import io.execparity.collect.source.RawLine;
import io.execparity.collect.source.UnreadableSourceException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The logs of the repository's corpus folder, as lines of their own. */
public final class Corpus {
    private static final Path ROOT = repositoryRoot();

    private Corpus() {}

    private static Path repositoryRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("corpus"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no corpus folder above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    public static Path file(String name) {
        return ROOT.resolve("corpus").resolve(name);
    }

    /** A file beside the repository, which is not there for everybody. */
    public static Path besideRepository(String name) {
        return ROOT.resolveSibling(name);
    }

    public static List<RawLine> lines(Path file) throws UnreadableSourceException {
        AuditLogFiles files = AuditLogFiles.of(List.of(file.toString()), InputStream.nullInputStream());
        Kept kept = new Kept();
        for (LogSource source : files.sources()) {
            source.read(kept);
        }
        return kept.lines;
    }

    public static List<RawLine> lines(String name) throws UnreadableSourceException {
        return lines(file(name));
    }

    /** Keeps a copy of each line. */
    private static final class Kept implements LineHandler {
        private final List<RawLine> lines = new ArrayList<>();

        @Override
        public void line(RawLine line) {
            lines.add(RawLine.of(
                    line.source(), line.offset(), line.copy(line.length()).toArray()));
        }

        @Override
        public void unfinished(RawLine line) {
            line(line);
        }

        @Override
        public void oversized(RawLine beginning, long fullLength) {
            throw new AssertionError("the corpus has no line of " + fullLength + " bytes");
        }
    }
}
