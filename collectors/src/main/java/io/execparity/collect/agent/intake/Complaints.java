package io.execparity.collect.agent.intake;

import java.util.function.Consumer;

/** Says what is wrong once, not each time it is met again. For one thread. */
public final class Complaints {
    private final Consumer<String> log;
    private String last = "";

    /** @param log takes sentences for the person who runs the agent */
    public Complaints(Consumer<String> log) {
        this.log = log;
    }

    /** Says it, unless it was what was said last. */
    public void say(String sentence) {
        if (!sentence.equals(last)) {
            last = sentence;
            log.accept(sentence);
        }
    }

    /** It works again, so that the same trouble is news. */
    public void over() {
        last = "";
    }
}
