package io.execparity.collect.agent.intake;

import io.execparity.collect.agent.spool.Incoming;
import java.util.function.Consumer;

/**
 * Where a source's lines, its losses and what a person should know of it go. For several threads.
 *
 * @param log takes sentences for the person who runs the agent
 */
public record Delivery(Intake intake, LossMessages messages, Consumer<String> log) {
    /**
     * Hands a line over and waits for room, for a source that can be read again.
     *
     * @throws StoppedException where the agent is stopping
     */
    public void put(Incoming line) {
        try {
            intake.put(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    /** Hands a line over or drops it, and never waits. */
    public void offer(Incoming line) {
        intake.offer(line);
    }

    /** Hands over a message about a loss. */
    public void tell(byte[] message) {
        intake.tell(message);
    }

    /** A line was longer than any record can be. */
    public void tellOversized(String source, long length) {
        tell(messages.oversized(source, length));
    }

    /** A program or socket that lines came from ended. */
    public void tellRestarted(String source, String explanation) {
        tell(messages.restarted(source, explanation));
    }

    /** Says something to the person who runs the agent. */
    public void say(String sentence) {
        log.accept(sentence);
    }
}
