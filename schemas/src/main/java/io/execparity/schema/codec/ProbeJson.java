package io.execparity.schema.codec;

import io.execparity.schema.message.ProbeOutcome;
import java.io.IOException;

/**
 * What became of a probe's verbs; {@code probe.schema.json} describes the object. It carries no line feed. An encoder
 * reuses its buffers: one for each thread.
 */
public final class ProbeJson {
    /** What a message says of its own form: raised when a reader of an older one could misunderstand it. */
    static final int VERSION = 1;

    private final JsonLine json = new JsonLine();

    public byte[] line(ProbeOutcome outcome) {
        return json.of(line -> {
            line.time(Name.TIMESTAMP, outcome.epochMillis());
            line.begin(Name.MESSAGE)
                    .word(Name.KIND, "probe")
                    .number(Name.VERSION, VERSION)
                    .end();
            line.begin(Name.HOST).text(Name.NAME, outcome.host()).end();
            line.begin(Name.PROBE)
                    .text(Name.RUN, outcome.run())
                    .text(Name.VERB, outcome.verb())
                    .text(Name.KERNEL, outcome.kernel())
                    .word(Name.LINK, outcome.link().word());
            given(line, Name.TOLD, outcome.told());
            after(line, Name.RECORDED_AFTER, outcome.recordedAfter());
            after(line, Name.SENT_AFTER, outcome.sentAfter());
            after(line, Name.TOLD_AFTER, outcome.toldAfter());
            given(line, Name.EXPLANATION, outcome.explanation());
            given(line, Name.FIX, outcome.fix());
            line.end();
        });
    }

    private static void given(JsonLine line, Name name, String text) throws IOException {
        if (!text.isEmpty()) {
            line.text(name, text);
        }
    }

    private static void after(JsonLine line, Name name, long millis) throws IOException {
        if (millis != ProbeOutcome.UNKNOWN) {
            line.number(name, millis);
        }
    }
}
