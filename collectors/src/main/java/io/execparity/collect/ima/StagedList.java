package io.execparity.collect.ima;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A list as a kernel with CONFIG_IMA_STAGING shows it (Linux 7.2, security/integrity/ima/ima_fs.c): what root moved to
 * the staged file and has not deleted yet, and behind it the live one. Where the kernel has no staged file, or none is
 * given, it is the live one alone.
 *
 * <p>Entries go from the live file to the staged one and nowhere else. What moves while both are read would be missed in
 * both; the stream then ends in an error instead of in a list with a hole, and is to be opened anew.
 */
public final class StagedList implements LiveList.Opener {
    private static final String SUFFIX = "_staged";

    private final Path live;
    private final Path staged;

    /**
     * The list of one bank and kind.
     *
     * @param live for instance {@code /sys/kernel/security/integrity/ima/binary_runtime_measurements_sha256}
     */
    public StagedList(Path live) {
        this.live = live;
        this.staged = live.resolveSibling(live.getFileName() + SUFFIX);
    }

    @Override
    public InputStream open() throws IOException {
        return Files.exists(staged) ? new Both() : Files.newInputStream(live);
    }

    /** Opens the live file when the staged one is at its end, and looks at the staged one again at the very end. */
    private final class Both extends InputStream {
        private InputStream current = Files.newInputStream(staged);
        private boolean inLive;
        private boolean checked;
        private long stagedBytes;

        private Both() throws IOException {}

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = current.read(target, offset, length);
            if (count < 0 && !inLive) {
                current.close();
                current = Files.newInputStream(live);
                inLive = true;
                return read(target, offset, length);
            }
            if (count > 0 && !inLive) {
                stagedBytes += count;
            }
            if (count < 0 && !checked) {
                checked = true;
                check();
            }
            return count;
        }

        private void check() throws IOException {
            long now;
            try (InputStream again = Files.newInputStream(staged)) {
                now = again.transferTo(OutputStream.nullOutputStream());
            }
            if (now != stagedBytes) {
                throw new IOException(staged + " changed while the list was read; it has to be read again");
            }
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }
}
