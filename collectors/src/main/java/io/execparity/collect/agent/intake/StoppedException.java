package io.execparity.collect.agent.intake;

/** The agent is stopping; carries an interruption through handlers that may not throw one. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
