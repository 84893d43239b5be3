package io.execparity.dashboard.access;

/** Somebody is not let in. The message is a whole sentence of ours, and nothing of what came from elsewhere is in it. */
public final class LoginRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    LoginRefusedException(String message) {
        super(message);
    }

    /** @param cause for those who run the server; its words are not for the browser */
    LoginRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
