package io.execparity.collect.agent.source;

import io.execparity.collect.agent.intake.Delivery;
import java.io.IOException;
import java.io.InputStream;

/** Standard input, as a plugin of auditd's gets lines; its end is the daemon's, and then the agent's. */
public final class StandardInputSource implements LineSource {
    private static final String NAME = "standard-input";

    private final InputStream in;
    private final Delivery delivery;
    private final Runnable ended;

    /** @param ended is told when nothing more will come */
    public StandardInputSource(InputStream in, Delivery delivery, Runnable ended) {
        this.in = in;
        this.delivery = delivery;
        this.ended = ended;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() {
        try {
            new StreamLines(NAME, delivery).read(in);
            delivery.say("standard input ended");
        } catch (IOException e) {
            delivery.say("standard input cannot be read: " + e.getMessage());
        }
        ended.run();
    }
}
