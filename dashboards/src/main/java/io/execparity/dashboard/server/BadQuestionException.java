package io.execparity.dashboard.server;

/** A request that asks for nothing that there is. The message tells the person who asked. */
final class BadQuestionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadQuestionException(String message) {
        super(message);
    }
}
