package io.execparity.cli;

import io.execparity.schema.text.TerminalText;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A measurement list as it is named on the command line: {@code -} is standard input, .gz is read as it is. */
final class ListInput {
    private static final String STANDARD_INPUT = "-";
    private static final int BUFFER = 1 << 16;

    private ListInput() {}

    static InputStream open(String file) throws IOException {
        InputStream stored = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
        BufferedInputStream in = new BufferedInputStream(stored, BUFFER);
        try {
            in.mark(2);
            boolean compressed = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return new Named(shown(file), compressed ? new GZIPInputStream(in, BUFFER) : in);
        } catch (IOException e) {
            throw named(shown(file), e);
        }
    }

    private static IOException named(String name, IOException e) {
        FileSystemException named = new FileSystemException(name, null, "it cannot be read: " + e.getMessage());
        named.initCause(e);
        return named;
    }

    /** Says which file it is that cannot be read: a compressed one that is cut, for one. */
    private static final class Named extends FilterInputStream {
        private final String name;

        Named(String name, InputStream in) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                throw named(name, e);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                throw named(name, e);
            }
        }
    }

    /** True for what can be read again. */
    static boolean isFile(String file) {
        return !file.equals(STANDARD_INPUT) && Files.isRegularFile(Path.of(file));
    }

    /** Its name, safe to print. */
    static String shown(String file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : TerminalText.UNICODE.of(file);
    }
}
