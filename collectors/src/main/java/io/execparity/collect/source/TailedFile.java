package io.execparity.collect.source;

import io.execparity.collect.source.LogIdentity.Inode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/** One file that lines are still added to, open from a place on: it stays open while it is renamed or deleted. */
final class TailedFile implements Closeable {
    /** How much one look reads before it sees to other things. */
    private static final int BYTES_AT_ONCE = 16 << 20;

    private final FileChannel channel;
    private final Inode inode;
    private final LineReader reader;
    private byte[] head;
    private LogIdentity identity;

    private TailedFile(Path file, FileChannel channel, Inode inode, long offset) throws IOException {
        this.channel = channel;
        this.inode = inode;
        this.head = LogIdentity.head(channel);
        this.identity = LogIdentity.of(inode, head);
        channel.position(offset);
        this.reader = new LineReader(file.toString(), new Tail(channel), offset);
    }

    /** Opens the file, or nothing where the name has come to mean another one meanwhile. */
    static Optional<TailedFile> open(Path file, Inode expected, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            if (Inode.of(file).equals(expected)) {
                return Optional.of(new TailedFile(file, channel, expected, offset));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    Inode inode() {
        return inode;
    }

    LogIdentity identity() {
        return identity;
    }

    FollowPosition position() {
        return new FollowPosition(identity, reader.handedOver());
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Whether it was cut or begins otherwise than before; keeps more of its beginning as it grows. */
    boolean isCut() throws IOException {
        byte[] now = LogIdentity.head(channel);
        boolean same = now.length >= head.length && Arrays.equals(now, 0, head.length, head, 0, head.length);
        if (!same || channel.size() < reader.offset()) {
            return true;
        }
        if (now.length > head.length) {
            head = now;
            identity = LogIdentity.of(inode, head);
        }
        return false;
    }

    /** Hands over the whole lines that are there; returns how many bytes were read. */
    long read(LineHandler handler) throws IOException {
        long start = reader.offset();
        long before = -1;
        while (reader.offset() != before && reader.offset() - start < BYTES_AT_ONCE) {
            before = reader.offset();
            reader.advance(handler);
        }
        return reader.offset() - start;
    }

    /** Hands over a last line without an end, when nothing more will come. */
    void finish(LineHandler handler) {
        reader.finish(handler);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Gives 0 bytes, not the end, where nothing more is there yet. */
    private static final class Tail extends InputStream {
        private final FileChannel channel;

        Tail(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read by blocks");
        }

        @Override
        public int read(byte[] buffer, int from, int count) throws IOException {
            return Math.max(0, channel.read(ByteBuffer.wrap(buffer, from, count)));
        }
    }
}
