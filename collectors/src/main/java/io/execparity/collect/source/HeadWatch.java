package io.execparity.collect.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Looks for a NUL among a stream's first bytes as they pass. */
final class HeadWatch extends FilterInputStream {
    private static final int WATCHED_BYTES = 512;

    private int watched;
    private boolean sawNul;

    HeadWatch(InputStream in) {
        super(in);
    }

    boolean sawNul() {
        return sawNul;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (watched < WATCHED_BYTES) {
            watched++;
            sawNul |= value == 0;
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        for (int i = offset; i < offset + count && watched < WATCHED_BYTES; i++) {
            watched++;
            sawNul |= target[i] == 0;
        }
        return count;
    }
}
