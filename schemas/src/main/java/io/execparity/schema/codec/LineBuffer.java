package io.execparity.schema.codec;

import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of one line, in an array that the next line uses again. */
final class LineBuffer extends OutputStream {
    private static final int USUAL = 16 * 1024;

    private byte[] bytes = new byte[USUAL];
    private int length;

    @Override
    public void write(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** A copy of what was written; the buffer is empty afterwards, and small again after a long line. */
    byte[] take() {
        byte[] line = Arrays.copyOf(bytes, length);
        clear();
        return line;
    }

    void clear() {
        length = 0;
        if (bytes.length > 16 * USUAL) {
            bytes = new byte[USUAL];
        }
    }

    private void ensure(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }
}
