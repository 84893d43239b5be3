package io.execparity.schema.codec;

import io.execparity.schema.record.Origin;
import io.execparity.schema.text.Bytes;

/**
 * Lines that nobody understood, as {@code rejected.jsonl} has them; {@code rejected.schema.json} describes the object.
 * The bytes are kept in base64, because a line that is no record may be anything.
 *
 * <p>Lines carry no line feed. An encoder reuses its buffers: one for each thread.
 */
public final class RejectedJson {
    /** How many bytes of the line are written; {@code length} tells how many it had. */
    public static final int MAXIMUM_BYTES = 4096;

    private final JsonLine json = new JsonLine();

    /**
     * One line.
     *
     * @param origin where it was read
     * @param reason a word that rejections are counted by
     * @param explanation the same in one sentence
     * @param rejected the line, or the beginning of it
     * @param length how many bytes the line had
     */
    public byte[] line(Origin origin, String reason, String explanation, Bytes rejected, long length) {
        Bytes kept = rejected.slice(0, Math.min(rejected.length(), MAXIMUM_BYTES));
        return json.of(line -> line.text(Name.FILE, origin.source())
                .number(Name.OFFSET, origin.offset())
                .text(Name.REASON, reason)
                .text(Name.EXPLANATION, explanation)
                .base64(Name.BYTES, kept.toArray())
                .number(Name.LENGTH, length));
    }
}
