package io.execparity.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that keeps what went wrong with it. A print stream says nothing of a full disk, and what was cut short
 * there would look like all that there is.
 */
final class StandardOutput extends FilterOutputStream {
    private static final int BUFFER = 8192;

    private volatile @Nullable IOException failure;

    StandardOutput(OutputStream out) {
        super(out);
    }

    /** Takes the place of this process's standard output. */
    static StandardOutput install() {
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(new BufferedOutputStream(output, BUFFER), true, Charset.defaultCharset()));
        return output;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            if (failure == null) {
                failure = e;
            }
            throw e;
        }
    }

    /** What could not be written, null where all was, or where its reader had seen enough, as {@code head} has. */
    @Nullable
    IOException failure() {
        IOException first = failure;
        return first == null || String.valueOf(first.getMessage()).contains("Broken pipe") ? null : first;
    }
}
