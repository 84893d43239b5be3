package io.execparity.collect.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link LogSource} that is being read, step by step, so that somebody else's loop may do the reading. */
public final class OpenLog implements AutoCloseable {
    private final String name;
    private final String shown;
    private final InputStream stored;
    private final @Nullable GzipStream gzip;
    private final HeadWatch watched;
    private final LineReader reader;

    /**
     * @param shown the name as messages have it
     * @param gzip decompresses {@code stored}, null where that is plain
     */
    OpenLog(String name, String shown, InputStream stored, @Nullable GzipStream gzip) {
        this.name = name;
        this.shown = shown;
        this.stored = stored;
        this.gzip = gzip;
        this.watched = new HeadWatch(gzip == null ? stored : gzip);
        this.reader = new LineReader(name, watched);
    }

    /** The source's name as it was given. */
    public String name() {
        return name;
    }

    /**
     * Reads a little further, at most 256 KiB, and hands over the lines that end there. False at the end.
     *
     * @throws UnreadableSourceException where reading fails; the lines before the failure have been handed over
     */
    public boolean advance(LineHandler handler) throws UnreadableSourceException {
        try {
            return reader.advance(handler);
        } catch (IOException e) {
            throw gzip == null ? LogSource.failed(name, e) : damaged(gzip, e);
        }
    }

    private UnreadableSourceException damaged(GzipStream compressed, IOException e) {
        return new UnreadableSourceException(
                name,
                String.format(
                        Locale.ROOT,
                        "%s is damaged at byte %d of its gzip data (%s); the lines before it were read.",
                        shown,
                        compressed.position(),
                        e.getMessage()),
                e);
    }

    /** What was read so far. */
    public SourceContent content() {
        return new SourceContent(reader.lines(), reader.offset(), watched.sawNul());
    }

    @Override
    public void close() throws UnreadableSourceException {
        try {
            if (gzip == null) {
                stored.close();
            } else {
                gzip.close();
            }
        } catch (IOException e) {
            throw LogSource.failed(name, e);
        }
    }
}
