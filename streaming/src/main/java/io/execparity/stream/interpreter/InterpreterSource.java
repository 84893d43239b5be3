package io.execparity.stream.interpreter;

/** The interpreters that a site knows, which may be others from some time on. */
@FunctionalInterface
public interface InterpreterSource {
    /**
     * Those that hold at an event time: the same object as long as they are the same.
     *
     * @param epochMillis of the event, 0 to {@link Long#MAX_VALUE}, at which all are known that ever will be as far as is
     *     known
     */
    InterpreterCatalogue at(long epochMillis);
}
