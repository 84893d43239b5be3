package io.execparity.collect.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip (RFC 1952), all members of a concatenation. Unlike the JDK's stream it does not guess from
 * {@code available()} whether another member follows, and it knows where damage begins.
 */
final class GzipStream extends InputStream {
    private static final int INPUT_BYTES = 64 * 1024;
    /** Damage loses what one call of the inflater made, so that calls ask for little. */
    private static final int OUTPUT_BYTES = 16 * 1024;

    private static final int FLAG_CHECKSUM = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[INPUT_BYTES];
    private int position;
    private int limit;
    private long consumedBefore;
    private boolean insideMember;
    private boolean ended;

    GzipStream(InputStream in) {
        this.in = in;
    }

    static boolean begins(byte[] head) {
        return head.length >= 2 && head[0] == 0x1F && head[1] == (byte) 0x8B;
    }

    /** The first bytes of what a file holds, fewer where it holds less or is damaged there. */
    static byte[] head(Path file, int most) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                GzipStream stream = new GzipStream(Channels.newInputStream(channel))) {
            byte[] head = new byte[most];
            int length = 0;
            try {
                for (int count = 0; count >= 0 && length < most; count = stream.read(head, length, most - length)) {
                    length += count;
                }
            } catch (EOFException | ZipException e) {
                // What is sound so far is the beginning all the same.
            }
            return Arrays.copyOf(head, length);
        }
    }

    /** Compressed bytes used up so far: after a failure, where the damage was met. */
    long position() {
        return consumedBefore + position;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!insideMember) {
                startMember();
                continue;
            }
            int count = inflate(target, offset, Math.min(length, OUTPUT_BYTES));
            if (count > 0) {
                return count;
            }
            if (inflater.finished()) {
                endMember();
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (inflater.needsInput()) {
            if (position == limit && !refill()) {
                throw new EOFException("the compressed data end early");
            }
            inflater.setInput(input, position, limit - position);
        }
        long before = inflater.getBytesRead();
        int count;
        try {
            count = inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw damaged(e.getMessage() == null ? "invalid data" : e.getMessage());
        }
        position += (int) (inflater.getBytesRead() - before);
        if (count == 0 && inflater.needsDictionary()) {
            throw damaged("a dictionary is asked for");
        }
        checksum.update(target, offset, count);
        return count;
    }

    /** Begins the next member, or ends the stream: zeros that pad the last block of a tape are allowed. */
    private void startMember() throws IOException {
        int first = next();
        boolean padding = first == 0;
        while (first == 0) {
            first = next();
        }
        if (first < 0) {
            ended = true;
            return;
        }
        if (padding || first != 0x1F || required() != 0x8B) {
            throw damaged("something else follows the compressed data");
        }
        if (required() != 8) {
            throw damaged("the method is unknown");
        }
        int flags = required();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(required() | required() << 8);
        }
        skipText((flags & FLAG_NAME) != 0);
        skipText((flags & FLAG_COMMENT) != 0);
        skip((flags & FLAG_CHECKSUM) != 0 ? 2 : 0);
        inflater.reset();
        checksum.reset();
        insideMember = true;
    }

    private void endMember() throws IOException {
        if (word() != checksum.getValue()) {
            throw damaged("the checksum does not match");
        }
        if (word() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw damaged("the length does not match");
        }
        insideMember = false;
    }

    private long word() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (long) required() << shift;
        }
        return value;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            required();
        }
    }

    private void skipText(boolean present) throws IOException {
        int last = present ? required() : 0;
        while (last != 0) {
            last = required();
        }
    }

    private int required() throws IOException {
        int value = next();
        if (value < 0) {
            throw new EOFException("the compressed data end early");
        }
        return value;
    }

    private int next() throws IOException {
        return position < limit || refill() ? input[position++] & 0xFF : -1;
    }

    private boolean refill() throws IOException {
        consumedBefore += limit;
        position = 0;
        limit = 0;
        int count = in.read(input, 0, input.length);
        limit = Math.max(0, count);
        return count > 0;
    }

    private static ZipException damaged(String how) {
        return new ZipException(how);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
