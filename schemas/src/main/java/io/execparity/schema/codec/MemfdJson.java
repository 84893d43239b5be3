package io.execparity.schema.codec;

import io.execparity.schema.execution.MemfdCall;
import java.util.List;

/**
 * Calls of memfd_create as {@code memfds.jsonl} has them; {@code memfd.schema.json} describes the object.
 *
 * <p>Lines carry no line feed. An encoder reuses its buffers: one for each thread.
 */
public final class MemfdJson {
    private final JsonLine json = new JsonLine();

    public byte[] line(MemfdCall call) {
        return json.of(line -> {
            EcsObjects.time(line, call.key());
            line.begin(Name.EVENT).word(Name.KIND, "event").end();
            EcsObjects.host(line, call.host());
            EcsObjects.process(line, call.process());
            line.begin(Name.EXECPARITY);
            EcsObjects.memfdFlags(line, call.flags());
            line.number(Name.ANSWER, call.answer())
                    .texts(Name.EVIDENCE, List.of(call.key().stamp()))
                    .end();
        });
    }
}
