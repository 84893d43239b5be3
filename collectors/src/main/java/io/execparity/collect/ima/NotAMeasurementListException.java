package io.execparity.collect.ima;

/** For bytes that are something else than a measurement list; the message is a sentence without its subject. */
public final class NotAMeasurementListException extends Exception {
    private static final long serialVersionUID = 1;

    NotAMeasurementListException(String message) {
        super(message);
    }
}
