package io.execparity.alert.finding;

import java.io.IOException;

/** A line that is no finding. The message says what is wrong with it and quotes nothing of it. */
public final class UnreadableFindingException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableFindingException(String message) {
        super(message);
    }
}
