package io.execparity.collect.source;

import io.execparity.collect.source.LogFamily.Member;
import io.execparity.collect.source.LogIdentity.Inode;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One file that lines may still be added to, open from a place on: it stays open while it is renamed or deleted. Places
 * in a compressed one are those of what it holds.
 */
final class TailedFile implements Closeable {
    /** How much one look reads before it sees to other things. */
    private static final int BYTES_AT_ONCE = 16 << 20;

    private static final int SKIPPED_AT_ONCE = 64 * 1024;

    private final FileChannel channel;
    private final Inode inode;
    private final LineReader reader;
    private final @Nullable GzipStream compressed;
    private byte[] head;
    private LogIdentity identity;
    private boolean damaged;

    private TailedFile(Member member, FileChannel channel, long offset) throws IOException {
        this.channel = channel;
        this.inode = member.inode();
        this.head = member.isCompressed() ? member.head() : LogIdentity.head(channel);
        this.identity = LogIdentity.of(inode, head);
        InputStream in;
        if (member.isCompressed()) {
            compressed = new GzipStream(Channels.newInputStream(channel));
            in = compressed;
            skip(compressed, offset);
        } else {
            compressed = null;
            in = new Tail(channel);
            channel.position(offset);
        }
        this.reader = new LineReader(member.path().toString(), in, offset);
    }

    /** Where it ends or is damaged before the place, reading finds that out. */
    private static void skip(GzipStream in, long count) throws IOException {
        byte[] skipped = new byte[SKIPPED_AT_ONCE];
        try {
            int read = 0;
            for (long left = count; left > 0 && read >= 0; left -= Math.max(0, read)) {
                read = in.read(skipped, 0, (int) Math.min(left, skipped.length));
            }
        } catch (EOFException | ZipException e) {
            // said by the next read as well
        }
    }

    /** Opens the file, or nothing where the name has come to mean another one meanwhile. */
    static Optional<TailedFile> open(Member member, long offset) throws IOException {
        FileChannel channel = FileChannel.open(member.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            if (Inode.of(member.path()).equals(member.inode())) {
                return Optional.of(new TailedFile(member, channel, offset));
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

    /** Whether it was cut or begins otherwise than before; keeps more of its beginning as it grows. */
    boolean isCut() throws IOException {
        if (compressed != null) {
            return false;
        }
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
            advance(handler);
        }
        return reader.offset() - start;
    }

    private void advance(LineHandler handler) throws IOException {
        try {
            if (!damaged) {
                reader.advance(handler);
            }
        } catch (EOFException | ZipException e) {
            if (compressed == null) {
                throw e;
            }
            damaged = true;
        }
    }

    /** Whether what it holds ends in damaged compressed data; nothing more will come of it. */
    boolean isDamaged() {
        return damaged;
    }

    /** Hands over a last line without an end, when nothing more will come. */
    void finish(LineHandler handler) {
        reader.finish(handler);
    }

    @Override
    public void close() throws IOException {
        if (compressed != null) {
            compressed.close();
        }
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
