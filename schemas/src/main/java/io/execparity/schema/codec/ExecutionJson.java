package io.execparity.schema.codec;

import io.execparity.schema.execution.Execution;

/**
 * Executions as {@code executions.jsonl} has them; {@code execution.schema.json} describes the object.
 *
 * <p>Lines carry no line feed. An encoder reuses its buffers: one for each thread.
 */
public final class ExecutionJson {
    private final JsonLine json = new JsonLine();

    public byte[] line(Execution execution) {
        return json.of(line -> {
            EcsObjects.time(line, execution.key());
            line.begin(Name.EVENT).word(Name.KIND, "event").end();
            EcsObjects.host(line, execution.host());
            EcsObjects.process(line, execution.process());
            EcsObjects.file(line, execution.file());
            line.begin(Name.EXECPARITY);
            EcsObjects.execution(line, execution);
            if (execution.memfdFlags() != null) {
                EcsObjects.memfdFlags(line, execution.memfdFlags());
            }
            EcsObjects.policyAndEvidence(line, execution.policy(), execution.evidence());
            line.end();
        });
    }
}
