package io.execparity.dashboard.store;

import java.io.IOException;
import java.nio.file.Path;

/** A result file has a line that no run writes. The message names file and line. */
public final class UnreadableResultsException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableResultsException(String message) {
        super(message);
    }

    UnreadableResultsException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Of a file that ends inside a line, for whoever has to know that all of it was read. */
    static UnreadableResultsException cut(Path file, long line) {
        return new UnreadableResultsException(
                file + ":" + line + ": the file ends inside this line; it was cut short, or is still being written");
    }
}
