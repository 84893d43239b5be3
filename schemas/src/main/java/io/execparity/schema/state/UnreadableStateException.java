package io.execparity.schema.state;

import java.io.IOException;

/** Saved state is torn, corrupt or of a form from the future. The message says what is wrong and at which byte. */
public final class UnreadableStateException extends IOException {
    private static final long serialVersionUID = 1;

    private final int position;

    UnreadableStateException(int position, String what) {
        super("unreadable state at byte " + position + ": " + what);
        this.position = position;
    }

    /** Bytes before the place that could not be read, counted from the beginning of the whole state. */
    public int position() {
        return position;
    }
}
