package io.execparity.collect.ima.quote;

/** What was given for a quote, or with it, cannot be used; the message is a sentence without text from the input. */
public final class UnusableQuoteException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableQuoteException(String message) {
        super(message);
    }
}
