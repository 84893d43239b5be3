package io.execparity.collect.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells the {@link Progress} what was read from disk. */
final class CountedStream extends FilterInputStream {
    private final Progress progress;

    CountedStream(InputStream in, Progress progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        progress.advance(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        progress.advance(Math.max(0, count));
        return count;
    }
}
