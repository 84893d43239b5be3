package io.execparity.schema.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorted lines in a temporary file. The file has no name as soon as it is open (DELETE_ON_CLOSE on Linux), so nothing
 * stays behind, however the process ends.
 */
final class SortedRun implements Closeable {
    private static final int WRITE_BUFFER = 256 * 1024;
    private static final int READ_BUFFER = 128 * 1024;

    private final FileChannel channel;
    private final long lines;

    private SortedRun(FileChannel channel, long lines) {
        this.channel = channel;
        this.lines = lines;
    }

    /** Lines one after the other. */
    interface Lines {
        /** Null after the last one. */
        @Nullable
        KeyedLine next() throws IOException;
    }

    /** Takes sorted lines. A file of that name, left by somebody else, is replaced and never followed. */
    static SortedRun write(Path path, Lines sorted) throws IOException {
        Files.deleteIfExists(path);
        FileChannel channel = FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), WRITE_BUFFER));
            long lines = 0;
            for (KeyedLine line = sorted.next(); line != null; line = sorted.next()) {
                line.writeTo(out);
                lines++;
            }
            out.flush();
            return new SortedRun(channel, lines);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Every line of these runs in order; each run can be merged once. */
    static Lines merge(List<SortedRun> runs) throws IOException {
        PriorityQueue<Reader> heads = new PriorityQueue<>(Math.max(1, runs.size()));
        for (SortedRun run : runs) {
            Reader reader = new Reader(run);
            if (reader.advance()) {
                heads.add(reader);
            }
        }
        return () -> takeFirst(heads);
    }

    private static @Nullable KeyedLine takeFirst(PriorityQueue<Reader> heads) throws IOException {
        Reader first = heads.poll();
        if (first == null) {
            return null;
        }
        KeyedLine line = first.head();
        if (first.advance()) {
            heads.add(first);
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static final class Reader implements Comparable<Reader> {
        private final DataInputStream in;
        private long left;
        private @Nullable KeyedLine head;

        Reader(SortedRun run) throws IOException {
            in = new DataInputStream(
                    new BufferedInputStream(Channels.newInputStream(run.channel.position(0)), READ_BUFFER));
            left = run.lines;
        }

        boolean advance() throws IOException {
            if (left == 0) {
                return false;
            }
            left--;
            head = KeyedLine.readFrom(in);
            return true;
        }

        KeyedLine head() {
            if (head == null) {
                throw new IllegalStateException("nothing was read");
            }
            return head;
        }

        @Override
        public int compareTo(Reader other) {
            return head().compareTo(other.head());
        }
    }
}
