package io.execparity.schema.codec;

import io.execparity.schema.finding.SuppressedFinding;

/**
 * Findings that were held back, as {@code suppressed.jsonl} has them: the finding as it would have been, and
 * {@code execparity.suppressed} with the entry that held it back and why.
 *
 * <p>Lines carry no line feed. An encoder reuses its buffers: one for each thread.
 */
public final class SuppressedJson {
    private final JsonLine json = new JsonLine();

    public byte[] line(SuppressedFinding suppressed) {
        return json.of(line -> {
            EcsObjects.finding(line, suppressed.finding());
            line.begin(Name.SUPPRESSED)
                    .text(Name.BY, suppressed.by())
                    .word(Name.CONFIDENCE, suppressed.confidence().word())
                    .text(Name.REASON, suppressed.reason())
                    .end()
                    .end();
        });
    }
}
