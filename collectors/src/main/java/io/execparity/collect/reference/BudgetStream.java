package io.execparity.collect.reference;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends in an error where more is read than is allowed: for parsers that believe lengths. */
final class BudgetStream extends FilterInputStream {
    private long left;

    BudgetStream(InputStream in, long budget) {
        super(in);
        this.left = budget;
    }

    /** So many bytes from here on. */
    void allow(long budget) {
        left = budget;
    }

    void allowAll() {
        left = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        spend(1);
        return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        spend(Math.max(0, count));
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void spend(long count) throws IOException {
        left -= count;
        if (left < 0) {
            throw new IOException("a part of it is larger than it may be");
        }
    }
}
