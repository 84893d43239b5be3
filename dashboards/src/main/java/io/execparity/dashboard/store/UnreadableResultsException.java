package io.execparity.dashboard.store;

import java.io.IOException;

/** A result file has a line that no run writes. The message names file and line. */
public final class UnreadableResultsException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableResultsException(String message) {
        super(message);
    }

    UnreadableResultsException(String message, Throwable cause) {
        super(message, cause);
    }
}
