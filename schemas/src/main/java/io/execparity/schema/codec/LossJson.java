package io.execparity.schema.codec;

import io.execparity.schema.message.Loss;
import io.execparity.schema.message.SerialRange;

/**
 * Losses that agents report; {@code loss.schema.json} describes the object. It carries no line feed. An encoder reuses
 * its buffers: one for each thread.
 */
public final class LossJson {
    /** What a message says of its own form: raised when a reader of an older one could misunderstand it. */
    static final int VERSION = 1;

    private final JsonLine json = new JsonLine();

    public byte[] line(Loss loss) {
        return json.of(line -> {
            line.time(Name.TIMESTAMP, loss.epochMillis());
            line.begin(Name.MESSAGE)
                    .word(Name.KIND, "loss")
                    .number(Name.VERSION, VERSION)
                    .end();
            line.begin(Name.HOST).text(Name.NAME, loss.host()).end();
            line.begin(Name.AGENT).text(Name.ID, loss.agent()).end();
            line.begin(Name.LOSS)
                    .text(Name.SOURCE, loss.source())
                    .word(Name.REASON, loss.reason().word());
            if (loss.lines() != Loss.UNKNOWN) {
                line.number(Name.LINES, loss.lines());
            }
            if (loss.bytes() != Loss.UNKNOWN) {
                line.number(Name.BYTES, loss.bytes());
            }
            line.texts(
                    Name.SERIALS, loss.serials().stream().map(SerialRange::text).toList());
            line.text(Name.EXPLANATION, loss.explanation()).end();
        });
    }
}
