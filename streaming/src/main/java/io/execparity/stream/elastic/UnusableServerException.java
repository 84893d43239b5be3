package io.execparity.stream.elastic;

import java.io.IOException;

/** The server answers, and no waiting will help: wrong credentials, missing rights, indices that nobody installed. */
public final class UnusableServerException extends IOException {
    private static final long serialVersionUID = 1;

    UnusableServerException(String message) {
        super(message);
    }
}
