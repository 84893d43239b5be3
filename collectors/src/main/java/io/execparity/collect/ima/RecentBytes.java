package io.execparity.collect.ima;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Passes a stream on and keeps what was read of it until it is taken: an entry's own bytes, once it is parsed. */
final class RecentBytes extends InputStream {
    private static final int FIRST_CAPACITY = 64 * 1024;

    private final InputStream in;
    private byte[] kept = new byte[FIRST_CAPACITY];
    private int start;
    private int end;

    RecentBytes(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count > 0) {
            makeRoom(count);
            System.arraycopy(target, offset, kept, end, count);
            end += count;
        }
        return count;
    }

    private void makeRoom(int count) {
        if (end + count > kept.length) {
            int length = end - start;
            byte[] moved = length + count > kept.length / 2 ? new byte[2 * (length + count)] : kept;
            System.arraycopy(kept, start, moved, 0, length);
            kept = moved;
            start = 0;
            end = length;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The next bytes that were not taken yet, all of which have been read. */
    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(kept, start, start + count);
        start += count;
        return taken;
    }
}
