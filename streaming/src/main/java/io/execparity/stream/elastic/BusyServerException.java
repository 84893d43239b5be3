package io.execparity.stream.elastic;

import java.io.IOException;

/** The server is not able to do this now, and may be later. */
final class BusyServerException extends IOException {
    private static final long serialVersionUID = 1;

    BusyServerException(String message) {
        super(message);
    }
}
