package io.execparity.cli;

import io.execparity.schema.text.TerminalText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
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
        in.mark(2);
        boolean compressed = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return compressed ? new GZIPInputStream(in, BUFFER) : in;
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
