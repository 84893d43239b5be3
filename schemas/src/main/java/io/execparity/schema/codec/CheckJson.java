package io.execparity.schema.codec;

import io.execparity.schema.execution.Check;

/**
 * Executability checks as {@code checks.jsonl} has them; {@code check.schema.json} describes the object.
 *
 * <p>Lines carry no line feed. An encoder reuses its buffers: one for each thread.
 */
public final class CheckJson {
    private final JsonLine json = new JsonLine();

    public byte[] line(Check check) {
        return json.of(line -> {
            EcsObjects.time(line, check.key());
            line.begin(Name.EVENT).word(Name.KIND, "event").end();
            EcsObjects.host(line, check.host());
            EcsObjects.process(line, check.process());
            EcsObjects.file(line, check.file());
            line.begin(Name.EXECPARITY)
                    .word(Name.ORIGIN, check.origin().word())
                    .word(Name.CHECK, check.state().word())
                    .word(Name.CHECK_INTERFACE, check.through().word())
                    .number(Name.ANSWER, check.answer())
                    .truth(Name.BY_DESCRIPTOR, check.byDescriptor())
                    .text(Name.WITNESS, check.witness());
            EcsObjects.policyAndEvidence(line, check.policy(), check.evidence());
            line.end();
        });
    }
}
