package io.execparity.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of results that have an end; one without may still be written. */
final class WholeLines {
    /** Longer than any line of ours: 257 stamps and arguments of 4,096 characters at most. */
    private static final int LONGEST = 8 << 20;

    private final InputStream in;
    private int length;
    private boolean cut;

    /** @param in with a buffer of its own */
    WholeLines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line, null where there is none with an end.
     *
     * @throws IllegalArgumentException for one that is longer than any line of results
     */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                length = line.size();
                return line.toString(UTF_8);
            }
            if (line.size() >= LONGEST) {
                throw new IllegalArgumentException("longer than any line of results");
            }
            line.write(b);
        }
        cut = line.size() > 0;
        return null;
    }

    /** True where the lines ended inside one. */
    boolean cut() {
        return cut;
    }

    /** How many bytes the line had that was handed out last. */
    int length() {
        return length;
    }
}
