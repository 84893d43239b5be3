package io.execparity.collect.agent.source;

/** A source of lines that runs on a thread of its own until it is interrupted or has no more. */
public interface LineSource {
    /** The name that its lines carry, unique in an agent. */
    String name();

    /** Reads and hands over; failures are told and tried again, never thrown. */
    void run() throws InterruptedException;

    /** Ends what an interruption alone does not end; called by another thread. */
    default void stop() {}
}
