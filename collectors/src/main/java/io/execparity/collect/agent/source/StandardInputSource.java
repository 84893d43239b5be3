package io.execparity.collect.agent.source;

import io.execparity.collect.agent.intake.Intake;
import io.execparity.collect.agent.intake.LossMessages;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Standard input, as a plugin of auditd's gets lines; its end is the daemon's. */
public final class StandardInputSource implements LineSource {
    private static final String NAME = "standard-input";

    private final InputStream in;
    private final Intake intake;
    private final LossMessages messages;
    private final Consumer<String> log;

    public StandardInputSource(InputStream in, Intake intake, LossMessages messages, Consumer<String> log) {
        this.in = in;
        this.intake = intake;
        this.messages = messages;
        this.log = log;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() {
        try {
            new StreamLines(NAME, intake, messages).read(in);
            log.accept("standard input ended");
        } catch (IOException e) {
            log.accept("standard input cannot be read: " + e.getMessage());
        }
    }
}
