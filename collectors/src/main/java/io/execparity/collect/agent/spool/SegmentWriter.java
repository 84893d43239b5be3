package io.execparity.collect.agent.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The segment that is being written. A write that fails leaves no part of itself behind. */
final class SegmentWriter implements Closeable {
    private final FileChannel channel;
    private final long number;
    private long size;

    private SegmentWriter(FileChannel channel, long number, long size) {
        this.channel = channel;
        this.number = number;
        this.size = size;
    }

    static SegmentWriter create(Path folder, long number, SpoolRecord checkpoint) throws IOException {
        FileChannel channel = FileChannel.open(
                Segment.path(folder, number),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        SegmentWriter writer = new SegmentWriter(channel, number, 0);
        try {
            writer.write(Segment.MAGIC);
            writer.write(Segment.frame(checkpoint));
            channel.force(true);
            return writer;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Writes on behind the last whole record; what follows it is cut off. */
    static SegmentWriter reopen(Path folder, long number, long size) throws IOException {
        FileChannel channel = FileChannel.open(Segment.path(folder, number), StandardOpenOption.WRITE);
        channel.truncate(size);
        return new SegmentWriter(channel, number, size);
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            while (rest.hasRemaining()) {
                channel.write(rest, size + rest.position());
            }
        } catch (IOException e) {
            channel.truncate(size);
            throw e;
        }
        size += bytes.length;
    }

    long number() {
        return number;
    }

    long size() {
        return size;
    }

    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.force(false);
        channel.close();
    }
}
