package io.execparity.stream.flink;

import java.io.IOException;

/** The results could not be written. Tells that from all else that may be wrong with input and output in a cluster. */
final class UnwritableResultsException extends IOException {
    private static final long serialVersionUID = 1;

    UnwritableResultsException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
