package io.execparity.collect.agent.spool;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The form of a spool's files: eight bytes that name it, then frames of length, CRC-32C and a record, the first of them
 * a checkpoint. What follows a frame that is not whole is not there.
 */
final class Segment {
    static final byte[] MAGIC = "EPSPOOL1".getBytes(StandardCharsets.US_ASCII);
    static final int FRAME_HEAD = 8;
    /** Longer than the longest line with everything around it. */
    static final int MOST_PAYLOAD = 1 << 20;

    private static final String SUFFIX = ".segment";

    private Segment() {}

    static Path path(Path folder, long number) {
        return folder.resolve(String.format(Locale.ROOT, "%016d%s", number, SUFFIX));
    }

    /** The number in a segment's name, -1 for other files. */
    static long number(Path file) {
        String name = file.getFileName().toString();
        String digits = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
        return digits.length() == 16 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.parseLong(digits)
                : -1;
    }

    static byte[] frame(SpoolRecord record) {
        byte[] frame = record.encoded(FRAME_HEAD);
        int length = frame.length - FRAME_HEAD;
        if (length > MOST_PAYLOAD) {
            throw new IllegalArgumentException("a record of " + length + " bytes");
        }
        ByteBuffer.wrap(frame).putInt(length).putInt(checksum(frame, FRAME_HEAD));
        return frame;
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }

    /** Reads records in order, from a place between two of them. */
    static final class Reader implements Closeable {
        private final FileChannel channel;
        private final DataInputStream in;
        private final boolean sound;
        private long position;

        /**
         * Of a file that does not begin like a segment there is no record to be had.
         *
         * @param offset 0, or the end of a frame
         */
        Reader(Path file, long offset) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                InputStream bytes = Channels.newInputStream(channel);
                byte[] magic = bytes.readNBytes(MAGIC.length);
                sound = Arrays.equals(magic, MAGIC);
                position = sound ? Math.max(offset, MAGIC.length) : 0;
                channel.position(position);
                in = new DataInputStream(new BufferedInputStream(bytes, 64 * 1024));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        /** The next record, or null where there is no whole one. */
        @Nullable
        SpoolRecord next() throws IOException {
            if (!sound) {
                return null;
            }
            try {
                int length = in.readInt();
                int expected = in.readInt();
                if (length < 0 || length > MOST_PAYLOAD) {
                    return null;
                }
                byte[] payload = in.readNBytes(length);
                if (payload.length < length || checksum(payload, 0) != expected) {
                    return null;
                }
                SpoolRecord record = SpoolRecord.decoded(payload);
                position += FRAME_HEAD + length;
                return record;
            } catch (EOFException | IllegalArgumentException e) {
                return null;
            }
        }

        /** The end of the last record that was read. */
        long position() {
            return position;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
