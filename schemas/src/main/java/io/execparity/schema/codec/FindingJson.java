package io.execparity.schema.codec;

import io.execparity.schema.finding.Finding;

/**
 * Findings as {@code findings.jsonl} has them; {@code finding.schema.json} describes the object.
 *
 * <p>Lines carry no line feed. An encoder reuses its buffers: one for each thread.
 */
public final class FindingJson {
    private final JsonLine json = new JsonLine();

    public byte[] line(Finding finding) {
        return json.of(line -> {
            EcsObjects.finding(line, finding);
            line.end();
        });
    }
}
