package io.execparity.collect.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** One file or standard input, read once from beginning to end. Gzip is known by its first bytes, not by the name. */
public final class LogSource {
    /** Enough for every compression's magic; more would keep a live pipe waiting. */
    private static final int MAGIC_BYTES = 6;

    /** Makes the stream of bytes as they are on disk. */
    interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Opener opener;
    private final Progress progress;

    LogSource(String name, Opener opener, Progress progress) {
        this.name = name;
        this.opener = opener;
        this.progress = progress;
    }

    /** As it was given, {@code -} for standard input. */
    public String name() {
        return name;
    }

    /**
     * Hands over every line.
     *
     * @throws UnreadableSourceException where the source cannot be opened, is empty, or fails midway; the lines before
     *     the failure have been handed over
     */
    public SourceContent read(LineHandler handler) throws UnreadableSourceException {
        try (OpenLog log = open()) {
            boolean more = true;
            while (more) {
                more = log.advance(handler);
            }
            return log.content();
        }
    }

    /**
     * Begins to read, for whoever reads in steps.
     *
     * @throws UnreadableSourceException where the source cannot be opened or is empty
     */
    public OpenLog open() throws UnreadableSourceException {
        InputStream onDisk = null;
        try {
            onDisk = new CountedStream(opener.open(), progress);
            PushbackInputStream stored = new PushbackInputStream(onDisk, MAGIC_BYTES);
            byte[] head = peek(stored);
            requireReadable(head);
            return new OpenLog(name, shown(), stored, GzipStream.begins(head) ? new GzipStream(stored) : null);
        } catch (IOException e) {
            closeAfter(e, onDisk);
            throw failed(name, e);
        } catch (UnreadableSourceException e) {
            closeAfter(e, onDisk);
            throw e;
        }
    }

    private void requireReadable(byte[] head) throws UnreadableSourceException {
        if (head.length == 0) {
            throw new UnreadableSourceException(name, shown() + " is empty.");
        }
        String foreign = otherCompression(head);
        if (foreign != null) {
            throw new UnreadableSourceException(
                    name, shown() + " is compressed with " + foreign + "; decompress it first, only gzip is read.");
        }
    }

    private static void closeAfter(Exception failure, @Nullable InputStream stream) {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private static byte[] peek(PushbackInputStream in) throws IOException {
        byte[] head = in.readNBytes(MAGIC_BYTES);
        in.unread(head);
        return head;
    }

    private static @Nullable String otherCompression(byte[] head) {
        if (startsWith(head, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return "xz";
        }
        if (startsWith(head, 0x28, 0xB5, 0x2F, 0xFD)) {
            return "zstd";
        }
        return startsWith(head, 'B', 'Z', 'h') && head.length > 4 && head[4] == '1' ? "bzip2" : null;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private String shown() {
        return name.equals(AuditLogFiles.STANDARD_INPUT) ? "Standard input" : name;
    }

    static UnreadableSourceException failed(String name, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new UnreadableSourceException(name, name + " does not exist.", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new UnreadableSourceException(name, name + " may not be read by this user.", cause);
        }
        return new UnreadableSourceException(name, name + " could not be read: " + cause.getMessage() + ".", cause);
    }
}
